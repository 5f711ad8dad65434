package io.github.posttlslint.pki.make;

import java.time.Instant;
import java.util.Map;

/**
 * Turns recipes into the bytes of files. A recipe is what a YAML mapping from file names to
 * contents gives: Java maps, lists, strings, integers and booleans.
 *
 * <pre>
 * files:
 *   ~root.pem: {certificate: {for: Example Root, ca: true}}
 *   ~int.pem:  {certificate: {for: Example CA, ca: true, issuer: ~root.pem}}
 *   key.pem:   {key: rsa-2048}
 *   cert.pem:  {certificate: {for: mx.example.org, key: key.pem, issuer: ~int.pem}}
 *   chain.pem: [key.pem, cert.pem, ~int.pem]
 *   note.txt:  the text itself
 * </pre>
 *
 * <p><b>Content.</b> A text is the content itself. A list is its members' contents one after
 * another; a text in a list is the name of another file of the recipe. A mapping has one of the
 * keys below. Files whose name starts with {@code ~} are made for others to refer to, but not
 * returned.
 *
 * <ul>
 *   <li>{@code key:} a kind ({@code rsa-2048}, {@code rsa-pss-2048}, {@code ec-p256}, {@code
 *       ec-p384}, {@code ec-p521}, {@code ec-secp256k1}, {@code ed25519}, {@code ed448}, {@code
 *       x25519}, {@code dsa-2048}, {@code ml-dsa-65} and their like) makes a key of its own; a file
 *       name means the key that this file has. With {@code form:} {@code pkcs8} (the usual one),
 *       {@code traditional}, {@code der}, {@code traditional-der}, {@code openssh}, {@code public},
 *       {@code public-der}; with {@code passphrase:} encrypted.
 *   <li>{@code certificate:} a host name, or a mapping: {@code for} (name or names: the first is
 *       the common name, all are subject alternative names), {@code subject} ({@code CN=x,O=y}
 *       instead of the common name), {@code key} (a kind, or the name of the file that has it;
 *       {@code rsa-2048} if not given), {@code issuer} (the file of its issuer's certificate;
 *       self-signed without), {@code ca}, {@code path-length}, {@code from} and {@code until} (days
 *       from now, or a date; a leaf is valid from -30 to 60, a CA from -365 to 3650), {@code san}
 *       (a list; {@code IP:} and {@code email:} before such names; {@code []} for none), {@code
 *       key-usage} and {@code extended-key-usage} (lists of the names of openssl.cnf; {@code []}
 *       for none), {@code digest} ({@code sha256}), {@code must-staple}, {@code logged} (in public
 *       logs, as certificates of public CAs are), {@code serial}, {@code version: 1}, {@code
 *       basic-constraints: false}, {@code authority-key-identifier: false}, {@code
 *       critical-extension} (an unknown one's object identifier), {@code issuer-name} (a name that
 *       is not the issuer's), {@code broken-signature}.
 *   <li>{@code request:} as {@code certificate}, of which it takes {@code for}, {@code subject} and
 *       {@code key}.
 *   <li>{@code pkcs12:} a list of files with one key and its certificates, with {@code passphrase}
 *       (empty if not given). {@code pkcs7:} a list of files with certificates.
 *   <li>{@code parameters:} {@code dh-2048}, {@code dh-1024} or {@code dh-512}, or {@code ec-p256}
 *       and other curves.
 *   <li>{@code text:} the content itself; {@code base64:} the same for what is not text.
 *   <li>{@code content:} any of these, to say something more about it.
 * </ul>
 *
 * <p><b>Changes.</b> Each mapping may have {@code label:} another label for its PEM blocks, and
 * {@code with:} one or a list of: {@code bom}, {@code crlf}, {@code cr}, {@code utf16}, {@code der}
 * (the first block's content), {@code text-before}, {@code indented}, {@code header}, {@code
 * one-line}, {@code blank-line}, {@code bad-base64}, {@code truncated}, {@code no-end}, {@code
 * wrong-end}, {@code excess}, {@code bad-der}, {@code nul}, which apply in that order of the list.
 *
 * <p>The keys {@code mode}, {@code owner}, {@code group}, {@code mtime} and {@code link} of a file
 * are left to the caller.
 */
public final class Recipes {

  private Recipes() {}

  /**
   * Makes all files.
   *
   * @param files contents by file name, as above
   * @param now the moment that days count from
   * @return the content of each file whose name does not start with {@code ~}, in the same order
   * @throws RecipeException if a recipe makes no sense; the message names the file
   */
  public static Map<String, byte[]> build(Map<String, ?> files, Instant now) {
    return new Kitchen(files, now).serve();
  }
}
