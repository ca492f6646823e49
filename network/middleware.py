"""What happens to every request (see safety.md, "Doors" and "Answers")."""


def refuse_nul(get_response):
    return get_response


def keep_private(get_response):
    return get_response


def ask_second_factor(get_response):
    return get_response
