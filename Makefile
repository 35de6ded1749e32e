.PHONY: run editor test lint bench
PYTHON ?=
export PYTHON

# Serve Aperture at http://127.0.0.1:8000/ (PORT=… moves it). Prepares whatever is missing.
run:
	@sh deploy/environment.sh
	@exec .venv/bin/python manage.py serve

# An account for an editor; ROLE=contributor or ROLE=administrator for another role, NAME=… for the user name.
editor:
	@sh deploy/environment.sh
	@.venv/bin/python manage.py make_editor $(if $(NAME),--username "$(NAME)") $(if $(ROLE),--role "$(ROLE)")

# Everything: style, types and layers; all tests on SQLite and on PostgreSQL, a real browser among them.
test: lint
	@.venv/bin/python manage.py compilemessages
	@.venv/bin/python -m tests.everything

lint:
	@sh deploy/environment.sh test lint
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports --no-cache
	.venv/bin/djlint templates --lint --quiet

# Speed on this machine; N=1000 measures one size only.
bench:
	@sh deploy/environment.sh bench
	@.venv/bin/python -m bench $(N)
