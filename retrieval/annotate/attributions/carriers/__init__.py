"""Carriers: which agency or outlet passed the words on."""
