# shellcheck shell=bash
# To be sourced. `find_jdk` prints the folder of a JDK 25 or newer: JAVA_HOME, then the one on PATH, then the usual folders
# (newest first). It reads the `release` file every JDK carries, because starting each candidate would take longer than most
# commands. Returns 1 and prints nothing when there is none.

readonly JDK_WANTED=25

# Whether a folder holds a JDK (not only a JRE) that is new enough.
is_wanted_jdk() {
  local version=
  [[ -x $1/bin/java && -x $1/bin/javac && -r $1/release ]] || return 1
  while IFS='=' read -r key value; do
    [[ $key == JAVA_VERSION ]] && version=${value//\"/}
  done <"$1/release"
  version=${version%%[!0-9]*}
  [[ -n $version ]] && ((version >= JDK_WANTED))
}

find_jdk() {
  local home java
  if [[ -n ${JAVA_HOME:-} ]] && is_wanted_jdk "$JAVA_HOME"; then
    printf '%s\n' "$JAVA_HOME"
    return
  fi
  if java=$(command -v javac) && java=$(readlink -f "$java") && is_wanted_jdk "${java%/bin/javac}"; then
    printf '%s\n' "${java%/bin/javac}"
    return
  fi
  while IFS= read -r home; do
    if is_wanted_jdk "$home"; then
      printf '%s\n' "$home"
      return
    fi
  done < <(printf '%s\n' /usr/lib/jvm/* /usr/java/* /opt/* /opt/java/* "${HOME:-/root}"/.sdkman/candidates/java/* "${HOME:-/root}"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home | sort -rV)
  return 1
}

# Sets and exports JAVA_HOME, or says what to do and returns 1.
use_jdk() {
  local home
  if ! home=$(find_jdk); then
    echo "Plimsoll needs a JDK $JDK_WANTED or newer and found none: install one (for instance from adoptium.net) or set JAVA_HOME to it." >&2
    return 1
  fi
  export JAVA_HOME=$home
}
