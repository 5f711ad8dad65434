# Functions of the make-files.sh scripts of set-ups, and the CA that they begin with; read by instantiate.sh in the
# directory of the set-up. All keys and names are made up.
mkdir -p .pki ssl ca
chmod 755 ssl ca
made=0

# rsa_key FILE BITS: with MADE_CA set, the first, second ... key is the same in all set-ups, for they take long
rsa_key() {
  if [ -z "${MADE_CA:-}" ]; then openssl genrsa -out "$1" "$2" 2>/dev/null; return; fi
  made=$((made + 1))
  [ -f "$MADE_CA-rsa-$2-$made" ] || openssl genrsa -out "$MADE_CA-rsa-$2-$made" "$2" 2>/dev/null
  cp "$MADE_CA-rsa-$2-$made" "$1"
}

# genkey FILE rsa|rsa1024|ec|ed25519
genkey() {
  case $2 in
    rsa) rsa_key "$1" 2048 ;;
    rsa1024) rsa_key "$1" 1024 ;;
    ec) openssl ecparam -name prime256v1 -genkey -noout -out "$1" ;;
    ed25519) openssl genpkey -algorithm ed25519 -out "$1" ;;
  esac
}

# csr NAME COMMON-NAME KIND: a key and a request in .pki
csr() {
  genkey ".pki/$1.key" "$3"
  printf '[req]\ndistinguished_name=dn\nprompt=no\n[dn]\nCN=%s\n' "$2" >.pki/req.cnf
  openssl req -new -config .pki/req.cnf -key ".pki/$1.key" -out ".pki/$1.csr"
}

CA_EXT='basicConstraints=critical,CA:TRUE
keyUsage=critical,keyCertSign,cRLSign
subjectKeyIdentifier=hash'

# root NAME COMMON-NAME
root() {
  csr "$1" "$2" ec
  printf '%s\n' "$CA_EXT" >.pki/ext
  openssl x509 -req -in ".pki/$1.csr" -signkey ".pki/$1.key" -days 3650 -sha256 -extfile .pki/ext \
    -out ".pki/$1.crt" 2>/dev/null
}

# inter NAME COMMON-NAME ISSUER
inter() {
  csr "$1" "$2" ec
  printf '%s\nauthorityKeyIdentifier=keyid\n' "$CA_EXT" >.pki/ext
  openssl x509 -req -in ".pki/$1.csr" -CA ".pki/$3.crt" -CAkey ".pki/$3.key" -CAcreateserial -days 1825 -sha256 \
    -extfile .pki/ext -out ".pki/$1.crt" 2>/dev/null
}

# leaf NAME "DNS-NAME..." ISSUER [KIND] [EXTENSION] [PURPOSES]
leaf() {
  n=$1 names=$2
  csr "$n" "${names%% *}" "${4:-rsa}"
  san=
  for d in $names; do san="$san,DNS:$d"; done
  printf 'basicConstraints=critical,CA:FALSE\nextendedKeyUsage=%s\nsubjectKeyIdentifier=hash\n' \
    "${6:-serverAuth,clientAuth}" >.pki/ext
  printf 'authorityKeyIdentifier=keyid\nsubjectAltName=%s\n%s\n' "${san#,}" "${5:-}" >>.pki/ext
  openssl x509 -req -in ".pki/$n.csr" -CA ".pki/$3.crt" -CAkey ".pki/$3.key" -CAcreateserial -days 89 -sha256 \
    -extfile .pki/ext -out ".pki/$n.crt" 2>/dev/null
  cat ".pki/$n.crt" .pki/int.crt >".pki/$n.full"
  cat ".pki/$n.key" ".pki/$n.full" >".pki/$n.chain"
}

# put NAME "DNS-NAME..." [KIND]: ssl/NAME.pem and ssl/NAME.key
put() {
  leaf "$1" "$2" int "${3:-rsa}"
  cp ".pki/$1.full" "ssl/$1.pem"
  cp ".pki/$1.key" "ssl/$1.key"
  chmod 644 "ssl/$1.pem"
  chmod 600 "ssl/$1.key"
}

# relayside: what the relay has, and the CA to trust
relayside() {
  root relayroot "Relay Provider Root CA"
  leaf relay "smtp.example.com mx.example.com gw.example.com example.com" relayroot
  mkdir -p relay-side
  cp .pki/relay.key relay-side/key.pem
  cp .pki/relay.crt relay-side/cert.pem
  cp .pki/relayroot.crt ca/relay-root.pem
  chmod 644 ca/*.pem
}

# fp CERTIFICATE [DIGEST]: its fingerprint
fp() {
  openssl x509 -in "$1" -noout -fingerprint -"${2:-sha256}" | cut -d= -f2
}

root root "Example Public Root X1"
inter int "Example Public CA R3" root
cp .pki/root.crt ca/root.pem
cp .pki/int.crt ca/int.pem
chmod 644 ca/*.pem
