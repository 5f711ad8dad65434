package io.github.posttlslint.model.rewrite;

/** The classes that Postfix sorts the domains of recipients into (ADDRESS_CLASS_README). */
public enum AddressClass {
  /** mydestination, and addresses of this machine in brackets. */
  LOCAL("local"),
  /** virtual_alias_domains: no mailbox is here, every address is an alias. */
  VIRTUAL_ALIAS("virtual alias"),
  /** virtual_mailbox_domains. */
  VIRTUAL("virtual mailbox"),
  /** relay_domains. */
  RELAY("relay"),
  /** All others. */
  DEFAULT("default");

  private final String label;

  AddressClass(String label) {
    this.label = label;
  }

  /** Its name as Postfix's documentation has it. */
  public String label() {
    return label;
  }
}
