#!/bin/sh
# Make .venv with everything the project needs. Called by `make`; safe to run again.
set -eu

stop() { echo "setup: $1" >&2; exit 1; }

python=
for candidate in python3.14 python3.13 python3.12 python3.11 python3; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        python=$candidate
        break
    fi
done

# Debian and Ubuntu keep venv and pip out of the python3 package.
if [ -z "$python" ] || ! "$python" -c 'import venv, ensurepip' 2>/dev/null; then
    packages="python3 python3-venv"
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "setup: installing $packages with apt-get"
        apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $packages >/dev/null ||
            stop "apt-get could not install $packages"
    else
        stop "Python 3.11 or newer with venv is missing; run: sudo apt-get install $packages"
    fi
    python=${python:-python3}
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        stop "$("$python" --version) is too old; Python 3.11 or newer is needed"
fi

"$python" -m venv .venv 2>/dev/null || "$python" -m venv --clear .venv ||
    stop "cannot make .venv here; is the folder writable?"
echo "setup: installing the pinned packages into .venv (about a minute, once)"
.venv/bin/python -m pip install --quiet --quiet --disable-pip-version-check \
    -r requirements.txt -r requirements-dev.txt || stop "pip failed; see its message above"
touch .venv/.ready
