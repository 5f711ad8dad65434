package io.github.posttlslint.pki.make;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;

/** The two extensions that say what a key may be used for. */
final class Usages {

  private static final Map<String, Integer> BITS =
      Map.of(
          "digitalSignature", KeyUsage.digitalSignature,
          "nonRepudiation", KeyUsage.nonRepudiation,
          "keyEncipherment", KeyUsage.keyEncipherment,
          "dataEncipherment", KeyUsage.dataEncipherment,
          "keyAgreement", KeyUsage.keyAgreement,
          "keyCertSign", KeyUsage.keyCertSign,
          "cRLSign", KeyUsage.cRLSign);

  private static final Map<String, KeyPurposeId> PURPOSES =
      Map.of(
          "any", KeyPurposeId.anyExtendedKeyUsage,
          "serverAuth", KeyPurposeId.id_kp_serverAuth,
          "clientAuth", KeyPurposeId.id_kp_clientAuth,
          "codeSigning", KeyPurposeId.id_kp_codeSigning,
          "emailProtection", KeyPurposeId.id_kp_emailProtection,
          "timeStamping", KeyPurposeId.id_kp_timeStamping,
          "ocspSigning", KeyPurposeId.id_kp_OCSPSigning);

  private Usages() {}

  static void addKeyUsage(ExtensionsGenerator to, Spec spec, MadeKey key, boolean authority)
      throws IOException {
    List<String> given = spec.texts("key-usage");
    List<String> usual =
        authority
            ? List.of("keyCertSign", "cRLSign")
            : key.isKind("rsa-")
                ? List.of("digitalSignature", "keyEncipherment")
                : List.of("digitalSignature");
    int bits = 0;
    for (String name : given == null ? usual : given) {
      Integer bit = BITS.get(name);
      if (bit == null) {
        throw new RecipeException(spec.entry(), "no such key usage: " + name);
      }
      bits |= bit;
    }
    if (bits != 0) {
      to.addExtension(Extension.keyUsage, true, new KeyUsage(bits));
    }
  }

  static void addExtendedKeyUsage(ExtensionsGenerator to, Spec spec, boolean authority)
      throws IOException {
    List<String> given = spec.texts("extended-key-usage");
    List<String> usual = authority ? List.of() : List.of("serverAuth");
    List<String> names = given == null ? usual : given;
    if (names.isEmpty()) {
      return;
    }
    KeyPurposeId[] purposes = new KeyPurposeId[names.size()];
    for (int i = 0; i < purposes.length; i++) {
      KeyPurposeId purpose = PURPOSES.get(names.get(i));
      if (purpose == null) {
        throw new RecipeException(spec.entry(), "no such extended key usage: " + names.get(i));
      }
      purposes[i] = purpose;
    }
    to.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
  }
}
