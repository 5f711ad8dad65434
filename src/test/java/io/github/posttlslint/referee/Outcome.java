package io.github.posttlslint.referee;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a running setup does, and what Postfix complains of.
 *
 * @param does what works, such as {@code 25 greets}; a loss of one of these is a failure
 * @param exposes what goes in clear; a new one of these is a failure, too
 * @param complaints warnings and errors, without what differs from run to run
 */
record Outcome(Set<String> does, Set<String> exposes, Set<String> complaints) {

  static Outcome of(Transcript transcript) {
    Set<String> does = new TreeSet<>();
    Set<String> exposes = new TreeSet<>();
    Set<String> complaints = new TreeSet<>();
    for (String line : transcript.lines()) {
      String[] words = line.split(" ", 3);
      String port = words.length > 1 ? words[1].replace(":", "") : "";
      String rest = words.length > 2 ? words[2] : "";
      switch (words[0]) {
        case "clear" -> {
          if (rest.startsWith("220 ") && !rest.contains("TLS")) {
            does.add(port + " greets");
          } else if (rest.matches("250[- ]AUTH .*PLAIN.*")) {
            exposes.add(port + " takes passwords in clear");
          } else if (rest.startsWith("250 2.1.0")) {
            does.add(port + " takes mail without TLS");
          }
        }
        case "tls" -> {
          if (rest.startsWith("235 ")) {
            does.add(port + " takes passwords");
          } else if (rest.startsWith("250 2.1.")) {
            does.add(port + " takes mail " + rest.replaceAll("[<>].*", ""));
          }
        }
        case "client" -> {
          if (rest.startsWith("TLS")) {
            does.add(port + " has TLS");
          }
        }
        case "peer" -> {
          if (rest.startsWith("mail")) {
            does.add("sends to " + port);
            if (rest.contains("in clear")) {
              exposes.add("sends mail in clear");
            }
            if (!rest.contains("without password")) {
              does.add("authenticates");
            }
          } else if (rest.equals("password in clear")) {
            exposes.add("sends password in clear");
          }
        }
        case "log", "run" -> {
          if (rest.isEmpty() || !line.matches(".*(warning|error|fatal|panic): .*")) {
            continue;
          }
          complaints.add(line.replaceAll("\\[\\d+\\]|pid \\d+|[0-9A-F]{6,}", ""));
        }
        default -> {}
      }
    }
    return new Outcome(does, exposes, complaints);
  }

  /** What is worse here than there; empty if nothing is. */
  List<String> worseThan(Outcome good) {
    List<String> worse = new java.util.ArrayList<>();
    good.does.stream().filter(one -> !does.contains(one)).forEach(one -> worse.add("no: " + one));
    exposes.stream().filter(one -> !good.exposes.contains(one)).forEach(worse::add);
    return worse;
  }

  /** What Postfix complains of here and not there. */
  List<String> complaintsBeyond(Outcome good) {
    return complaints.stream().filter(one -> !good.complaints.contains(one)).toList();
  }
}
