"""The headers of a page under HTTPS: the grade of Mozilla's HTTP Observatory."""

from urllib.error import HTTPError
from urllib.request import Request, urlopen

from .results import Result
from .tools import answer_of

HOST = "www.example.org"


def check(name: str, url: str) -> Result:
    """url: at a server whose BASE_URL is HTTPS; it is asked as by the proxy in front of it."""
    given = {"Host": HOST, "X-Forwarded-Proto": "https", "Accept": "text/html"}
    try:
        with urlopen(Request(url, headers=given), timeout=30) as answer:  # noqa: S310
            status, headers, body = answer.status, answer.headers, answer.read().decode()
    except HTTPError as error:
        status, headers, body = error.code, error.headers, error.read().decode()
    said = {key.lower(): value for key, value in headers.items()}
    asked = {"host": HOST, "status": status, "headers": said, "body": body}
    found = answer_of("node", "observatory.js", given=asked)
    grade = f"{found['grade']} ({found['score']})"
    return Result("HTTP Observatory", name, grade, "A+", found["grade"] == "A+", found["said"])
