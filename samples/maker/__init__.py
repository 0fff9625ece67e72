"""Turns samples/source/*/*.txt into a mirror of an agency's website."""
