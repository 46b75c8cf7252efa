# shellcheck shell=bash
# To be sourced. What the tests and benchmarks need from the machine: Debian packages, and a Docker Engine that answers.

packages_updated=

# need WHY COMMAND PACKAGE...: when COMMAND (a program or a path) is missing, installs the packages where that can be done and says so;
# elsewhere says what is missing and returns 1.
need() {
  local why=$1 program=$2 log
  shift 2
  if command -v "$program" >/dev/null 2>&1; then
    return
  fi
  if [[ $(id -u) != 0 ]] || ! command -v apt-get >/dev/null; then
    echo "missing: $program, for $why. On Debian or Ubuntu: sudo apt-get install $*" >&2
    return 1
  fi
  echo "installing $* (for $why)"
  log=$(mktemp)
  if [[ -z $packages_updated ]]; then
    apt-get -qq update </dev/null >"$log" 2>&1 || true
    packages_updated=yes
  fi
  if DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install "$@" </dev/null >>"$log" 2>&1; then
    rm -f "$log"
    return
  fi
  echo "apt-get install $* failed:" >&2
  tail -n 5 "$log" >&2
  rm -f "$log"
  return 1
}

engine_answers() {
  docker version --format '{{.Server.Version}}' >/dev/null 2>&1
}

engine_pid=
engine_folder=

# Starts a Docker Engine when none answers and no init system is there to do it. `stop_engine` ends exactly that one.
start_engine() {
  if engine_answers; then
    return
  fi
  if [[ -d /run/systemd/system || $(id -u) != 0 ]]; then
    echo "no Docker Engine answers. Start it (systemctl start docker), or let this user reach it; ./verify fast does without." >&2
    return 1
  fi
  engine_folder=$(mktemp -d)
  echo "starting a Docker Engine (log: $engine_folder/log)"
  setsid dockerd >"$engine_folder/log" 2>&1 </dev/null &
  engine_pid=$!
  local tries
  for ((tries = 0; tries < 120; tries++)); do
    if engine_answers; then
      return
    fi
    if ! kill -0 "$engine_pid" 2>/dev/null; then
      break
    fi
    sleep 0.5
  done
  echo "the Docker Engine did not start:" >&2
  tail -n 5 "$engine_folder/log" >&2
  return 1
}

stop_engine() {
  if [[ -n $engine_pid ]]; then
    kill "$engine_pid" 2>/dev/null && wait "$engine_pid" 2>/dev/null
    engine_pid=
  fi
}
