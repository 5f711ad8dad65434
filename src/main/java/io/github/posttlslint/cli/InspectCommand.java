package io.github.posttlslint.cli;

import io.github.posttlslint.input.DirectoryTree;
import io.github.posttlslint.input.Gate.Purpose;
import io.github.posttlslint.input.Limits;
import io.github.posttlslint.model.tls.JudgeSettings;
import io.github.posttlslint.model.tls.SystemAuthorities;
import io.github.posttlslint.pki.HeldFile;
import io.github.posttlslint.pki.PasswordException;
import io.github.posttlslint.pki.PemFile;
import io.github.posttlslint.pki.TrustAnchors;
import io.github.posttlslint.report.InspectJsonWriter;
import io.github.posttlslint.report.InspectTextWriter;
import io.github.posttlslint.report.TlsaWriter;
import io.github.posttlslint.run.DidYouMean;
import io.github.posttlslint.run.Inspection;
import io.github.posttlslint.run.Judge;
import io.github.posttlslint.run.Settings;
import io.github.posttlslint.run.TlsaRecords;
import io.github.posttlslint.run.UsageException;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code inspect}: what files of certificates and keys hold. */
final class InspectCommand {

  private static final List<String> DIGESTS = List.of("md5", "sha1", "sha256", "sha384", "sha512");

  private final Arguments arguments;
  private final Terminal terminal;
  private boolean whole = true;

  InspectCommand(Arguments arguments, Terminal terminal) {
    this.arguments = arguments;
    this.terminal = terminal;
  }

  int run() throws UsageException, IOException {
    boolean json = arguments.wantsJson("inspect");
    if (arguments.paths().isEmpty()) {
      throw new UsageException("inspect needs the name of a file of certificates or keys");
    }
    if (arguments.paths().contains("")) {
      throw new UsageException("a FILE is empty; expected a file of certificates or keys");
    }
    return arguments.has("tlsa") ? tlsa(json) : inspect(json);
  }

  private int inspect(boolean json) throws UsageException, IOException {
    JudgeSettings judge = Judge.settings(Settings.of(arguments, terminal));
    List<String> digests = digests();
    List<HeldFile> files = files(arguments.paths());
    Inspection.Settings settings =
        new Inspection.Settings(judge.now(), judge.expiryDays(), digests, judge.names(), known());
    Inspection inspection = new Inspection(settings, files);
    if (json) {
      new InspectJsonWriter(inspection, terminal.out()).write();
    } else {
      new InspectTextWriter(inspection, terminal.out()).write();
    }
    return whole ? ExitStatus.CLEAN : ExitStatus.INCOMPLETE;
  }

  private List<HeldFile> files(List<String> names) throws UsageException {
    Passwords passwords = Passwords.of(arguments, terminal);
    List<HeldFile> files = new ArrayList<>();
    for (String name : names) {
      HeldFile file = read(name, passwords);
      if (file != null) {
        files.add(file);
      }
    }
    return files;
  }

  /** {@code inspect --tlsa}: the records to publish. */
  private int tlsa(boolean json) throws UsageException, IOException {
    TlsaRecords records = TlsaRecords.of(arguments);
    List<TlsaRecords.Line> lines = records.lines(files(records.files()));
    TlsaWriter writer = new TlsaWriter(lines, terminal.out());
    if (json) {
      writer.writeJson();
    } else {
      writer.write();
    }
    return whole ? ExitStatus.CLEAN : ExitStatus.INCOMPLETE;
  }

  private List<String> digests() throws UsageException {
    String digest = arguments.value("digest");
    if (digest == null || digest.equals("sha256")) {
      return List.of("sha256");
    }
    if (!DIGESTS.contains(digest)) {
      throw new UsageException(
          "--digest "
              + digest
              + ": expected one of "
              + String.join(", ", DIGESTS)
              + DidYouMean.among(digest, DIGESTS));
    }
    return List.of("sha256", digest);
  }

  private @Nullable HeldFile read(String name, Passwords passwords) {
    try {
      Path path = terminal.current().resolve(name);
      byte[] bytes = bytes(path, Purpose.INSPECTED);
      return HeldFile.read(DirectoryTree.shown(path, terminal.current()), bytes, passwords);
    } catch (HeldFile.PasswordMissingException e) {
      fail(name, "a password is needed; there is no terminal to ask on: use --password-file FILE");
    } catch (PasswordException e) {
      fail(name, String.valueOf(e.getMessage()));
    } catch (InvalidPathException e) {
      fail(name, "not a path of this system");
    } catch (IOException e) {
      fail(name, String.valueOf(e.getMessage()));
    }
    return null;
  }

  private byte[] bytes(Path path, Purpose purpose) throws IOException {
    if (terminal.gate().isDirectory(path)) {
      throw new IOException("a directory, expected a file");
    }
    byte[] bytes = terminal.gate().readTyped(path, Limits.FILE_SIZE, purpose);
    if (PemFile.hasTooMany(bytes)) {
      throw new IOException("it holds more than " + Limits.PEM_OBJECTS + " PEM objects");
    }
    return bytes;
  }

  private void fail(String name, String why) {
    terminal.say(name + ": " + why);
    whole = false;
  }

  /** The CAs of this machine, which tell whether a chain that ends without its root is whole. */
  private TrustAnchors known() {
    for (String name : SystemAuthorities.FILES) {
      try {
        Path path = Path.of(name);
        if (terminal.gate().exists(path)) {
          byte[] bytes = bytes(path, Purpose.AUTHORITIES);
          return TrustAnchors.of(List.of(PemFile.parse(name, bytes)));
        }
      } catch (IOException e) {
        // then the next one
      }
    }
    return TrustAnchors.NONE;
  }
}
