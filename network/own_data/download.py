"""Everything about one person in one file: JSON for reading, and the documents themselves."""

import json
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.serializers.json import DjangoJSONEncoder

import billing.own_data
import meetings.own_data
import members.own_data

APPS = (members.own_data, meetings.own_data, billing.own_data)


def everything(person):
    """What every app has about the person, by readable names."""
    found = {}
    for app in APPS:
        found |= app.own_data(person)
    return found


def as_json(person):
    """The same as text: UTF-8, indented."""
    return json.dumps(everything(person), cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)


def zipped(person):
    """The bytes of one file with the JSON, the letters, and the documents of the invoices."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("data.json", as_json(person))
        for app in (members.own_data, billing.own_data):
            for path, content in app.documents(person):
                archive.writestr(path, content)
    return out.getvalue()
