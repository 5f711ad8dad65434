package io.github.posttlslint.model.tls;

import io.github.posttlslint.input.Paths;
import org.jspecify.annotations.Nullable;

/**
 * The name that a program which fetches certificates gives to the file of the certificate alone.
 *
 * @param maker the program
 * @param file what names it
 * @param whole its file of the certificate with the issuers'
 */
public record LeafFile(String maker, FileReference file, String whole) {

  /** The file's name taken apart; null if it is no such name. */
  static @Nullable LeafFile of(FileReference file) {
    String path = Paths.normalise(file.path());
    String directory = Paths.parent(path);
    String name = Paths.name(path);
    String whole = null;
    String maker = "certbot";
    if (path.contains("/letsencrypt/live/") && name.equals("cert.pem")) {
      whole = "fullchain.pem";
    } else if (path.contains("/letsencrypt/archive/") && name.matches("cert[0-9]{1,6}\\.pem")) {
      whole = "fullchain" + name.substring("cert".length());
    } else if (path.contains("/dehydrated/certs/") && name.equals("cert.pem")) {
      maker = "dehydrated";
      whole = "fullchain.pem";
    } else if (path.contains("/.acme.sh/") && isOfDirectory(name, directory, ".cer")) {
      maker = "acme.sh";
      whole = "fullchain.cer";
    } else if (path.contains("/.getssl/") && isOfDirectory(name, directory, ".crt")) {
      maker = "getssl";
      whole = "fullchain.crt";
    }
    return whole == null ? null : new LeafFile(maker, file, Paths.join(directory, whole));
  }

  /** Whether file and directory are called after the same host. */
  private static boolean isOfDirectory(String name, String directory, String ending) {
    String host = Paths.name(directory);
    String plain = host.endsWith("_ecc") ? host.substring(0, host.length() - 4) : host;
    return name.equals(plain + ending);
  }
}
