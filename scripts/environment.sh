# Sourced by ./run and ./test: finds Python, makes .venv, installs a lock, leaves the command at .venv/bin/wardmote.
# Needs bash, coreutils and util-linux, which every Debian and Ubuntu has, and Python 3.11 or later.

say() { printf '%s\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }

# Modules are compiled once and kept; without that every start is several times slower.
unset PYTHONDONTWRITEBYTECODE PYTHONHOME PYTHONPATH PYTHONSTARTUP
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1

# Run a command as the owner of the machine, when that can be done without asking anybody for a password.
as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then sudo -n "$@"
  else return 1; fi
}

# Install Debian packages; false when this account may not, or when this is not Debian or Ubuntu.
apt_install() {
  command -v apt-get >/dev/null || return 1
  as_root true 2>/dev/null || return 1
  say "Installing $* with apt-get…"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq </dev/null >/dev/null 2>&1 || true
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" </dev/null >/dev/null 2>&1
}

recent_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
  local name
  for name in python3 python3.11 python3.12 python3.13 python3.14; do
    if command -v "$name" >/dev/null && recent_enough "$name"; then command -v "$name"; return; fi
  done
  return 1
}

make_venv() {
  if [ -x .venv/bin/python ] && recent_enough .venv/bin/python && .venv/bin/python -c 'import pip' 2>/dev/null; then return; fi
  local python version
  python=$(find_python) || fail "Wardmote needs Python 3.11 or later: install it with  apt-get install python3 python3-venv"
  version=$("$python" -c 'import sys; print("python%d.%d" % sys.version_info[:2])')
  if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    apt_install "$version-venv" || apt_install python3-venv || true
    "$python" -c 'import ensurepip, venv' 2>/dev/null ||
      fail "Python's venv module is missing: install it with  apt-get install $version-venv"
  fi
  say "Making the environment in .venv with $version…"
  "$python" -m venv --clear .venv || fail "The environment could not be made in $PWD/.venv; the lines above say why."
}

# One line as each stage of pip's work is reached; all it says is kept in the log.
show_progress() {
  local total=$1 log=$2 line seen=0
  while IFS= read -r line; do
    printf '%s\n' "$line" >>"$log"
    case $line in
      Collecting\ *) seen=$((seen + 1)); [ $((seen % 20)) -ne 0 ] || say "  fetched $seen of $total" ;;
      Installing\ collected*) say "  unpacking" ;;
    esac
  done
}

# install_lock LOCK…: install the first lock; note it and the others, which it contains, as installed.
install_lock() {
  local lock=$1 stamp=.venv/installed log=.venv/install.log sum count
  sum=$(sha256sum <"$lock")
  if ! grep -qxF "$sum" "$stamp" 2>/dev/null; then
    count=$(grep -c '^[A-Za-z0-9].*==' "$lock")
    say "Installing up to $count packages from $lock; the first time takes a minute or two…"
    rm -f "$stamp"
    : >"$log"
    .venv/bin/python -m pip install --require-hashes --no-deps --no-compile --progress-bar off -r "$lock" \
      </dev/null 2>>"$log" | show_progress "$count" "$log"
    if [ "${PIPESTATUS[0]}" -ne 0 ]; then
      tail -n 5 "$log" >&2
      fail "The packages could not be installed; the whole of what pip said is in $PWD/$log"
    fi
    say "  compiling"
    # Some packages carry files for other versions of Python, which do not compile; nothing imports them.
    .venv/bin/python -m compileall -q -j 0 .venv/lib >>"$log" 2>&1 || true
    for lock in "$@"; do sha256sum <"$lock" >>"$stamp"; done
  fi
  leave_command
}

# Put our own code on the path and the command in place; nothing is built or copied.
leave_command() {
  local site
  site=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
  printf '%s\n' "$PWD/src" >"$site/wardmote.pth"
  cat >.venv/bin/wardmote.new <<'LAUNCHER'
#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
exec "$here/python" -m wardmote.cli "$@"
LAUNCHER
  chmod 755 .venv/bin/wardmote.new
  mv .venv/bin/wardmote.new .venv/bin/wardmote
}

# Only one of ./run and ./test prepares the environment at a time; the second waits and then finds it done.
prepare_environment() {
  exec 9<requirements.lock
  flock 9
  make_venv
  install_lock "$@"
  exec 9<&-
}
