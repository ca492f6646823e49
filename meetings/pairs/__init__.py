"""Who might meet whom: facts about members in, groups out. No database, no clock, no request, no words for people.

`facts` says what is known of a member, `scoring` what speaks for two meeting, `solving` finds the groups for which
most speaks by a library, `matching` asks it in a process of its own. The score is linear, and is told on the page.
"""
