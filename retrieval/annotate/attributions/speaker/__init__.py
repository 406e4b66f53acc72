"""Speakers: the phrase that names who speaks, and the person it stands for."""
