# posttls-lint in a container:
#   docker run --rm -v "$PWD:/work:ro" IMAGE check .
# It is made of the bundle, which brings its own Java; the directory to build from is one that has it,
# such as that of a release, or target/bundle:
#   docker build -t posttls-lint -f Dockerfile target/bundle
FROM debian:trixie-20260918-slim@sha256:a99cfc517144bc59b1978475ec53b46ecabec7e43635402ee5b77cc54cd1b20a

# --changed-since asks git, which reads no repository of somebody else's unless it is told to. Here all
# are: who mounts one wants it judged. Of its configuration nothing is run, as everywhere.
RUN apt-get update -q \
  && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends git \
  && apt-get clean \
  && rm -rf /var/lib/apt/lists/* /var/log/apt /var/log/dpkg.log \
  && git config --system --add safe.directory '*'

ADD posttls-lint-bundle-*-linux-*.tar.gz /opt/
RUN ln -s /opt/posttls-lint-bundle-*/bin/posttls-lint /usr/local/bin/posttls-lint \
  && posttls-lint --version

ARG ADDRESS_REPOSITORY
ARG ADDRESS_SITE
ARG VERSION
ARG REVISION
LABEL org.opencontainers.image.title="posttls-lint" \
  org.opencontainers.image.description="Lints the TLS set-up of Postfix" \
  org.opencontainers.image.licenses="Apache-2.0" \
  org.opencontainers.image.source="$ADDRESS_REPOSITORY" \
  org.opencontainers.image.url="$ADDRESS_SITE" \
  org.opencontainers.image.version="$VERSION" \
  org.opencontainers.image.revision="$REVISION"

# nobody that the image or a host has; any other does, too: docker run --user "$(id -u):$(id -g)"
USER 65532:65532
WORKDIR /work
ENTRYPOINT ["posttls-lint"]
CMD ["check", "."]
