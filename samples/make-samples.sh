#!/usr/bin/env bash
# Makes the keys and certificates of the samples anew. Needs OpenSSL 3 and postmap. Afterwards the
# fingerprints in the relay_clientcerts tables must be brought up to date by hand; see their heads.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
START=20200101000000Z
END=20550101000000Z

cat > "$work/ca.cnf" <<'CNF'
[ca]
default_ca = sample
[sample]
database = $ENV::WORK/index.txt
new_certs_dir = $ENV::WORK
rand_serial = yes
default_md = sha256
policy = any
unique_subject = no
copy_extensions = none
x509_extensions = server
[any]
commonName = supplied
[req]
distinguished_name = dn
[dn]
[root]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[issuing]
basicConstraints = critical,CA:TRUE,pathlen:0
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[server]
basicConstraints = CA:FALSE
keyUsage = critical,digitalSignature,keyEncipherment
extendedKeyUsage = serverAuth
subjectAltName = $ENV::NAMES
[client]
basicConstraints = CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = clientAuth
subjectAltName = $ENV::NAMES
[nameless]
basicConstraints = CA:FALSE
keyUsage = critical,digitalSignature,keyEncipherment
extendedKeyUsage = serverAuth
CNF
export WORK=$work NAMES=DNS:mail.example.com
touch "$work/index.txt"

# key FILE: a new RSA key; a line before BEGIN, which PEM readers skip, says what it is
key() {
  echo "sample key, not secret" > "$1"
  openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:2048 >> "$1" 2>/dev/null ||
    openssl genrsa 2048 2>/dev/null >> "$1"
}

# sign CA KEY SECTION COMMON-NAME OUT [START END]: a certificate for a key, signed by a CA
sign() {
  openssl req -new -key "$2" -subj "/CN=$4" -config "$work/ca.cnf" -out "$work/request.pem"
  openssl ca -batch -notext -config "$work/ca.cnf" -cert "$1.pem" -keyfile "$1-key.pem" \
    -extensions "$3" -in "$work/request.pem" -out "$5" \
    -startdate "${6:-$START}" -enddate "${7:-$END}" 2>"$work/log" || { cat "$work/log"; exit 1; }
}

# self KEY SECTION COMMON-NAME OUT: a self-signed certificate
self() {
  openssl req -new -key "$1" -subj "/CN=$3" -config "$work/ca.cnf" -out "$work/request.pem"
  openssl ca -batch -notext -config "$work/ca.cnf" -selfsign -keyfile "$1" -extensions "$2" \
    -in "$work/request.pem" -out "$4" -startdate "$START" -enddate "$END" 2>"$work/log" ||
    { cat "$work/log"; exit 1; }
}

root=$work/root
issuing=$work/issuing
key "$root-key.pem"
self "$root-key.pem" root "Sample Root CA" "$root.pem"
key "$issuing-key.pem"
sign "$root" "$issuing-key.pem" issuing "Sample Issuing CA" "$issuing.pem"

# chain DIRECTORY NAME: key and certificate with its issuer, as one file for smtpd_tls_chain_files
chain() {
  mkdir -p "$1"
  key "$work/key.pem"
  NAMES=DNS:$2 sign "$issuing" "$work/key.pem" server "$2" "$work/leaf.pem"
  cat "$work/key.pem" "$work/leaf.pem" "$issuing.pem" > "$1/$2.pem"
}

# ---- book-chapter
etc=book-chapter/etc/postfix
mkdir -p $etc/certs
key "$work/mailkey.pem"
echo "sample key, not secret; its passphrase is 'sample'" > $etc/mailkey.pem
openssl pkey -in "$work/mailkey.pem" -aes256 -passout pass:sample >> $etc/mailkey.pem
sign "$root" "$work/mailkey.pem" nameless mail.example.com $etc/mail_signed_cert.pem \
  20030901000000Z 20040831000000Z
cp $etc/mailkey.pem $etc/sealed_key.pem
key $etc/plainkey.pem
sign "$root" $etc/plainkey.pem server mail.example.com $etc/last_year.pem \
  20030901000000Z 20040831000000Z
sign "$root" $etc/plainkey.pem server www.example.com "$work/www.pem"
NAMES=DNS:www.example.com sign "$root" $etc/plainkey.pem server www.example.com $etc/www_cert.pem
openssl x509 -in "$work/www.pem" -outform DER -out $etc/mail_cert.der
self $etc/plainkey.pem server mail.example.com $etc/self_signed_cert.pem
openssl req -new -key $etc/plainkey.pem -subj /CN=mail.example.com -config "$work/ca.cnf" \
  -out $etc/mail_req.pem
cat "$root-key.pem" "$root.pem" > $etc/cacert.pem
cp "$root.pem" $etc/certs/sample-ca.pem
cp "$issuing.pem" $etc/certs/partner-ca.pem
key "$work/kdent.pem"
NAMES=email:kdent@example.com sign "$root" "$work/kdent.pem" client kdent "$work/kdent-cert.pem"
openssl pkcs12 -export -in "$work/kdent-cert.pem" -inkey "$work/kdent.pem" -certfile "$root.pem" \
  -passout pass:sample -out $etc/kdent.p12
postmap -c /etc/postfix hash:$etc/clientcerts

# ---- book-chapter-mended
etc=book-chapter-mended/etc/postfix
mkdir -p $etc
chain $etc mail.example.com
cp "$root.pem" $etc/cacert.pem
openssl x509 -in "$work/kdent-cert.pem" -noout -fingerprint -sha256 > "$work/fingerprint"
cat "$work/fingerprint"

# ---- mx, submission, client-certificates, smarthost, chroot-capath
for sample in mx submission client-certificates chroot-capath; do
  chain $sample/good/etc/postfix mail.example.com
done
rm -f "$work"/key.pem
mkdir -p {mx,submission,client-certificates,chroot-capath}/bad/etc/postfix
for sample in mx submission client-certificates chroot-capath; do
  key $sample/bad/etc/postfix/mail-key.pem
  NAMES=DNS:mail.example.com sign "$issuing" $sample/bad/etc/postfix/mail-key.pem server \
    mail.example.com $sample/bad/etc/postfix/mail-cert.pem
done
cat "$issuing.pem" >> submission/bad/etc/postfix/mail-cert.pem
cat "$issuing.pem" >> client-certificates/bad/etc/postfix/mail-cert.pem
cat "$issuing.pem" >> chroot-capath/bad/etc/postfix/mail-cert.pem
# mx/bad: the key of another certificate, and no issuer
key mx/bad/etc/postfix/mail-key.pem
cp "$root.pem" client-certificates/good/etc/postfix/client-ca.pem
cp "$root.pem" client-certificates/bad/etc/postfix/client-ca.pem
mkdir -p smarthost/{good,bad}/etc/postfix
cp "$root.pem" smarthost/good/etc/postfix/provider-ca.pem
good=chroot-capath/good/var/spool/postfix/etc/ssl/provider-cas
bad=chroot-capath/bad/etc/ssl/provider-cas
for directory in $good $bad; do
  mkdir -p $directory
  rm -f $directory/*
  cp "$root.pem" $directory/sample-ca.pem
  openssl rehash $directory
done
