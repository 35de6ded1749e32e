#!/bin/sh
# Make .venv as uv.lock says. In: the dependency groups wanted beside the runtime (test, lint, bench).
# Quick when it is there already; one that an interrupted run left half made is made anew.
set -eu
cd "$(dirname "$0")/.."

stamp=.venv/installed # line 1: the lock it was made from; then a line a group
log=var/install.log
lock=$(cksum <uv.lock)

fail() {
    echo "$1" >&2
    exit 1
}

complete() {
    [ -f "$stamp" ] && [ "$(head -n 1 "$stamp")" = "$lock" ] || return 1
    for group in "$@"; do
        grep -qx "$group" "$stamp" || return 1
    done
    .venv/bin/python -c "" 2>/dev/null # false where the Python it was made with is gone
}

is_recent() {
    [ "$("$1" -c "import sys; print(sys.version_info >= (3, 11))" 2>/dev/null)" = True ]
}

find_python() {
    for python in "${PYTHON:-python3}" python3.14 python3.13 python3.12 python3.11; do
        if is_recent "$python"; then
            return
        fi
    done
    fail "Aperture needs Python 3.11 or later, and none was found; install one, or name it: make PYTHON=/path/to/python3."
}

# Who names one wants no other, and is told so even where the environment is there already.
if [ -n "${PYTHON:-}" ] && ! is_recent "$PYTHON"; then
    fail "PYTHON=$PYTHON is no Python 3.11 or later; name another, or leave it out."
fi
if complete "$@"; then
    exit 0
fi
mkdir -p var
: >"$log"
groups=$*
if [ -f "$stamp" ] && .venv/bin/python -c "" 2>/dev/null; then
    if [ "$(head -n 1 "$stamp")" = "$lock" ]; then
        groups="$groups $(tail -n +2 "$stamp")"
    fi
    rm "$stamp"
else
    find_python
    rm -rf .venv
    making="Making the environment (.venv) …"
    if uv --version >/dev/null 2>&1; then
        echo "$making"
        uv venv -q --python "$python" .venv >>"$log" 2>&1 || fail "The environment could not be made; $log says why."
    elif "$python" -c "import ensurepip, venv" 2>/dev/null; then
        echo "$making"
        "$python" -m venv .venv >>"$log" 2>&1 || fail "The environment could not be made; $log says why."
    else
        fail "This Python cannot make environments: install python3-venv (or uv) and run make again."
    fi
fi

no_packages="The packages could not be installed; is there a network? $log says what went wrong."
uv=uv
if ! uv --version >/dev/null 2>&1; then
    uv=.venv/bin/uv
    if ! $uv --version >/dev/null 2>&1; then
        .venv/bin/python -m pip install -q --retries 1 --require-hashes -r deploy/uv.txt >>"$log" 2>&1 || fail "$no_packages"
    fi
fi
echo "Installing packages …"
options=
for group in $groups; do
    options="$options --group $group"
done
# shellcheck disable=SC2086 # the options are words
UV_PYTHON_DOWNLOADS=never UV_PROJECT_ENVIRONMENT=.venv VIRTUAL_ENV= \
    $uv sync -q --frozen $options >>"$log" 2>&1 || fail "$no_packages"
printf '%s\n' "$lock" $groups >"$stamp"
