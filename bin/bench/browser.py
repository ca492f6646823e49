"""A visitor with one connection and a cookie jar, light enough not to be what is measured."""

import http.client
import re
from http.cookies import SimpleCookie
from urllib.parse import urlencode


class Browser:
    """Visits pages on this machine, as one of the demonstration's people if a name is given."""

    def __init__(self, port, who=None):
        self.address = f"localhost:{port}"
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.cookies = {}
        if who:
            self.sign_in(f"{who}@example.dk")

    def visit(self, method, path, body=None):
        """The status and the text of the answer."""
        headers = {"Host": self.address, "Accept-Language": "da"}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            answer, content = self.ask(method, path, body, headers)
        except OSError:  # the server closed the connection in a pause
            self.connection.close()
            answer, content = self.ask(method, path, body, headers)
        for line in answer.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        return answer.status, content

    def ask(self, method, path, body, headers):
        """One request over the connection that is there, or a new one."""
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        return answer, answer.read()

    def status(self, path):
        """What the page answers."""
        return self.visit("GET", path)[0]

    def answers(self):
        """Whether somebody is there at all."""
        try:
            self.status("/healthz")
        except OSError:
            self.connection.close()
            return False
        return True

    def sign_in(self, email):
        """Press the button of that person on the demonstration's page."""
        _, page = self.visit("GET", "/demo/")
        token = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', page).group(1).decode()
        self.visit("POST", "/demo/login/", urlencode({"csrfmiddlewaretoken": token, "email": email}))
