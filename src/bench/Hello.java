/** The least that a Java program can do: what all runs are measured by. */
final class Hello {
  public static void main(String[] arguments) {
    System.out.println("Hello, world");
  }
}
