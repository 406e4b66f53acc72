"""Admission: who may ask, who may change what a group has chosen, and how many questions are too many?"""
