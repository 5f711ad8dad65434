package io.github.posttlslint.report;

import io.github.posttlslint.model.Platform;
import java.io.IOException;

/** The members that tell by which releases a setup is judged. */
final class PlatformJson {

  private PlatformJson() {}

  static void write(Platform platform, Json json) throws IOException {
    json.member("postfixVersion", platform.found().release().toString());
    json.member("postfixRelease", platform.found().hasPatch() ? platform.found().toString() : null);
    json.member(
        "opensslVersion",
        platform.openSsl().isKnown() ? platform.openSsl().oldest().label() : null);
  }
}
