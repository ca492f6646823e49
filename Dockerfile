# One image for web, worker and migrate: docker run IMAGE web | worker | migrate | <management command>
FROM python:3.11-slim-bookworm AS made

RUN apt-get update \
    && apt-get install --yes --no-install-recommends gettext fonts-inter \
    && rm -rf /var/lib/apt/lists/*
RUN python -m venv /venv
ENV PATH=/venv/bin:$PATH
WORKDIR /product
COPY requirements.txt .
RUN pip install --no-cache-dir --require-hashes -r requirements.txt
COPY . .
# Catalogue, typeface and collected files need settings, but no database.
# Whatever the permissions of the folder it is built from, the user below can read it.
RUN ENVIRONMENT=local MANIFEST=1 DATABASE_URL=postgres://nobody@nowhere/none python manage.py prepare_files \
    && python -m compileall -q . \
    && chmod -R a+rX .

FROM python:3.11-slim-bookworm

RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        fonts-inter libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --create-home product
COPY --from=made /venv /venv
COPY --from=made /product /product
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /product
USER product
EXPOSE 8000
ENTRYPOINT ["bin/container"]
CMD ["web"]
