# Sourced by conformance/run: installs the validators once, each in a folder of its own below $TOOLS.
ROOT=$PWD
TOOLS=${BANTIN_TOOLS:-$ROOT/.tools}
mkdir -p "$TOOLS"
TOOLS=$(cd "$TOOLS" && pwd)
PY=$TOOLS/py/bin/python
export TOOLS LC_ALL=C.UTF-8 PYTHONDONTWRITEBYTECODE=1

# has COMMAND PACKAGE...: the Debian packages that bring COMMAND, if it is missing
has() {
  command -v "$1" >/dev/null 2>&1 && return
  shift
  echo "apt-get install $*" >&2
  export DEBIAN_FRONTEND=noninteractive
  { apt-get -qq update && apt-get -qq -y --no-install-recommends install "$@"; } >"$TOOLS/apt.log" 2>&1 ||
    { tail -n 15 "$TOOLS/apt.log" >&2; exit 2; }
}

# into NAME FUNCTION ARGUMENT...: runs FUNCTION in the new folder $TOOLS/NAME, once; a half-made folder is made again
into() {
  local name=$1 folder=$TOOLS/$1; shift
  [ ! -e "$folder/.ok" ] || return 0
  echo "installing $name" >&2
  rm -rf "$folder" && mkdir -p "$folder"
  (cd "$folder" && "$@") >"$TOOLS/$name.log" 2>&1 || { tail -n 20 "$TOOLS/$name.log" >&2; exit 2; }
  touch "$folder/.ok"
}

# maven GROUP ARTIFACT VERSION: the artifact and what it needs at run time, into lib/
maven() {
  cat >pom.xml <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>bantin</groupId><artifactId>validator</artifactId><version>1</version>
  <dependencies><dependency>
    <groupId>$1</groupId><artifactId>$2</artifactId><version>$3</version>
  </dependency></dependencies>
</project>
POM
  mvn --batch-mode --quiet "-Dmaven.repo.local=$TOOLS/m2" \
    org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies \
    -DincludeScope=runtime -DoutputDirectory=lib
  [ -e "lib/$2-$3.jar" ]
}

python_packages() {
  python3 -m venv .
  bin/pip --quiet --disable-pip-version-check install "$@"
}

install_all() {
  has python3 python3 python3-venv
  python3 -c 'import ensurepip' 2>/dev/null || has no-such-command python3-venv
  has javac default-jdk-headless
  [ -e "$TOOLS/verapdf/.ok" ] && [ -e "$TOOLS/commons-ip-2.10.0/.ok" ] || has mvn maven
  has soffice libreoffice-writer-nogui
  has qpdf qpdf
  has pdffonts poppler-utils
  has zsh zsh
  has fish fish
  has mandoc mandoc
  has pandoc pandoc
  into verapdf maven org.verapdf.apps greenfield-apps 1.28.2
  into commons-ip-2.10.0 maven org.roda-community commons-ip2 2.10.0
  into py python_packages openxml-audit==0.8.0 bagit==1.9.0 pikepdf==10.17.0 lxml==6.1.3
  into readers python_packages python-docx==1.2.0
  # It pins an old lxml, hence an environment of its own.
  into eark python_packages eark-validator==1.1.3 lxml==5.1.0 pydantic==2.14.3 importlib-resources==5.12.0
}
