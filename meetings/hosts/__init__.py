"""The host planner: facts about a year in, a plan out. No database, no clock, no request, no words for people.

`facts` says what it is told, `scoring` what a plan costs, `solving` finds the cheapest by a library, `planning`
asks it in a process of its own.
"""
