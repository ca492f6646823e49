"""How often somebody may ask: for a machine (ip), and for an address or a token (key); m is a minute, h an hour."""

ASKING = "20/m/ip,3/m/key,12/h/key"
RATES = {
    "request_login_code": ASKING,
    "ask_for_notice": ASKING,
    # One machine may read the subscriptions of a whole town hall.
    "read_calendar": "300/m/ip,30/m/key",
}
