package io.github.posttlslint.cli;

/** The program's entry point. */
public final class Main {
  private Main() {}

  /**
   * Prints the usage line.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    System.out.println("usage: posttls-lint [COMMAND] [OPTION]... [PATH]...");
  }
}
