"""What a facilitator sees of a year: the lede, the figures and the pictures."""
