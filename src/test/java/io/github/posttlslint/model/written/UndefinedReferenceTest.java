package io.github.posttlslint.model.written;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which name is offered in place of one that nothing sets. */
class UndefinedReferenceTest {

  @TempDir Path directory;

  private String said(String name) throws IOException {
    Files.writeString(
        directory.resolve("main.cf"),
        """
        compatibility_level = 3.6
        mua_helo_restrictions = permit
        smtpd_client_restrictions = permit
        smtpd_recipient_restrictions = permit_mynetworks, reject_unauth_destination
        """);
    Files.writeString(
        directory.resolve("master.cf"),
        "submission inet n - n - - smtpd\n  -o smtpd_client_restrictions=$" + name + "\n");
    return Cli.run("check", directory.toString()).out();
  }

  @Test
  void aNameThatIsNearlyTheSameIsOffered() throws IOException {
    assertThat(said("mua_hello_restrictions")).contains("Write mua_helo_restrictions in place of");
    assertThat(said("mau_helo_restrictions")).contains("Write mua_helo_restrictions in place of");
  }

  @Test
  void aNameThatOnlyEndsAlikeIsNot() throws IOException {
    for (String name : new String[] {"mua_client_restrictions", "my_recipient_restrictions"}) {
      assertThat(said(name))
          .contains("mcf-undefined-variable")
          .doesNotContain("in place of $", "Write smtpd");
    }
  }
}
