package io.github.posttlslint.cf;

/** The columns of master.cf in their order (master(5)). */
public enum MasterField {
  /** Name or address of the service. */
  SERVICE("service name"),
  /** Kind of socket. */
  TYPE("transport type"),
  /** Whether only the mail system can reach it. */
  PRIVATE("private"),
  /** Whether it runs as mail_owner rather than root. */
  UNPRIVILEGED("unprivileged"),
  /** Whether it runs in the queue directory. */
  CHROOT("chroot"),
  /** Seconds between wake-ups. */
  WAKEUP("wakeup_time"),
  /** The greatest number of processes. */
  MAX_PROC("max_proc"),
  /** The program. */
  COMMAND("command");

  private final String label;

  MasterField(String label) {
    this.label = label;
  }

  /** The name that messages of master(8) give the column. */
  public String label() {
    return label;
  }
}
