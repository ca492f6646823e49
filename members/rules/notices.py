"""Telling people outside when intake opens: how long an address waits to be confirmed."""

import datetime as dt

# An address that nobody has confirmed by then is erased.
UNCONFIRMED_FOR = dt.timedelta(days=7)
