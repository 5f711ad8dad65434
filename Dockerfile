# posttls-lint in a container: docker run --rm -v "$PWD:/work:ro" posttls-lint check .
FROM maven:3.9.9-eclipse-temurin-17 AS build
WORKDIR /src
COPY pom.xml LICENSE CHANGELOG.md ./
COPY .mvn .mvn
COPY src src
COPY rules rules
COPY samples samples
RUN mvn -q -B package -DskipTests

FROM eclipse-temurin:17.0.16_8-jre
COPY --from=build /src/target/posttls-lint /opt/posttls-lint
# the class-data archive is for the Java of this image
RUN /opt/posttls-lint/bin/posttls-lint-archive \
  && ln -s /opt/posttls-lint/bin/posttls-lint /usr/local/bin/posttls-lint \
  && useradd --system --no-create-home posttls-lint
USER posttls-lint
WORKDIR /work
ENTRYPOINT ["posttls-lint"]
