package io.github.posttlslint.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.posttlslint.cf.Grammar;
import io.github.posttlslint.cf.ListText;
import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.cf.Macro;
import io.github.posttlslint.cf.MacroExpander;
import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MainCfEntry;
import io.github.posttlslint.cf.MasterCf;
import io.github.posttlslint.cf.MasterEntry;
import io.github.posttlslint.input.Manifest;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.language.RuleException;
import io.github.posttlslint.pki.ChainElement;
import io.github.posttlslint.pki.ChainLoader;
import io.github.posttlslint.pki.CipherString;
import io.github.posttlslint.pki.CipherSuite;
import io.github.posttlslint.pki.HeldFile;
import io.github.posttlslint.pki.OpenSslConfig;
import io.github.posttlslint.pki.PasswordException;
import io.github.posttlslint.pki.PemFile;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.run.Baseline;
import io.github.posttlslint.run.ConfigurationReader;
import io.github.posttlslint.run.rule.RuleYaml;
import io.github.posttlslint.zone.Gap;
import io.github.posttlslint.zone.Zone;
import io.github.posttlslint.zone.ZoneLibrary;
import io.github.posttlslint.zone.ZoneReader;
import io.github.posttlslint.zone.ZoneRecord;
import io.github.posttlslint.zone.Zones;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What is fed with hostile bytes. A target ends normally whatever it is given; anything else is a
 * finding. Inputs to begin with lie in {@code src/test/resources/fuzz}, a folder each.
 */
public enum FuzzTarget {
  MAIN_CF(110_000) {
    @Override
    void feed(byte[] data) {
      SourceText source = SourceText.of("main.cf", data);
      check(Arrays.equals(source.bytes(), data), "the bytes are kept");
      for (MainCfEntry entry : MainCf.parse(source).entries()) {
        entry.value().span();
        for (Grammar grammar : Grammar.values()) {
          Macro.parse(entry.value().text(), grammar).names();
          ListText.split(entry.value(), grammar).forEach(LogicalText::span);
        }
      }
    }
  },
  MASTER_CF(110_000) {
    @Override
    void feed(byte[] data) {
      for (MasterEntry entry : MasterCf.parse(SourceText.of("master.cf", data)).entries()) {
        entry.overrides().forEach(override -> override.value().span());
      }
      MasterCf image = MasterCf.parse(SourceText.of("image", "smtp inet n - n - - smtpd\n"));
      MasterCf lines = image.asStock().with(SourceText.of("postfix-master.cf", data));
      lines.problems().forEach(problem -> problem.span().compareTo(problem.span()));
      for (MasterEntry entry : lines.entries()) {
        entry.overrides().forEach(override -> override.value().span());
      }
    }
  },
  /** Lines {@code name=value}; the value of the first is expanded by means of the others. */
  EXPANSION(110_000) {
    @Override
    void feed(byte[] data) {
      Map<String, String> values = new HashMap<>();
      String[] lines = new String(data, ISO_8859_1).split("\n", -1);
      for (String line : lines) {
        int equals = line.indexOf('=');
        values.put(line.substring(0, Math.max(0, equals)), line.substring(equals + 1));
      }
      for (Grammar grammar : Grammar.values()) {
        MacroExpander.Result result = MacroExpander.expand(lines[0], grammar, values::get);
        check(result.text().length() < 1 << 22, "an expansion is bounded");
      }
    }
  },
  /** The first byte chooses the type of table. */
  TABLE(20_000) {
    @Override
    void feed(byte[] data) {
      FuzzedSetup.lintTable(data.length == 0 ? 0 : data[0], rest(data));
    }
  },
  /** The source of a table of TLS policies. */
  POLICY(20_000) {
    @Override
    void feed(byte[] data) {
      FuzzedSetup.lintPolicies(data);
    }
  },
  PEM(110_000) {
    @Override
    void feed(byte[] data) {
      PemFile file = PemFile.parse("file.pem", data);
      ChainElement element = new ChainElement.Present(file);
      ChainLoader.mixed(element);
      ChainLoader.pair(element, element);
      file.problems().forEach(problem -> problem.span().compareTo(file.start()));
      readHeld(data, null);
    }
  },
  /** Files with the password "secret". */
  PKCS12(40_000) {
    @Override
    void feed(byte[] data) {
      readHeld(data, "secret");
    }
  },
  CIPHERS(110_000) {
    @Override
    void feed(byte[] data) {
      String text = new String(data, ISO_8859_1);
      for (CipherSuite.Build build : CipherSuite.Build.values()) {
        CipherString.resolve(text, build).usableWith(List.of("TLSv1.2"));
      }
    }
  },
  /** OpenSSL's configuration. */
  OPENSSL_CONFIG(110_000) {
    @Override
    void feed(byte[] data) {
      String text = new String(data, ISO_8859_1);
      OpenSslConfig.Surroundings itself =
          new OpenSslConfig.Surroundings() {
            @Override
            public boolean lacks(String variable) {
              return variable.length() > 3;
            }

            @Override
            public String text(String path) {
              return text;
            }
          };
      for (String name : List.of("", "postfix")) {
        OpenSslConfig.Outcome outcome = OpenSslConfig.read(text, name, itself);
        check(outcome.problem() != null || outcome.line() == 0, "a line is one of a problem");
      }
    }
  },
  /** A main.cf with comments that silence rules. */
  SUPPRESSIONS(20_000) {
    @Override
    void feed(byte[] data) {
      FuzzedSetup.lintSuppressions(data);
    }
  },
  BASELINE(110_000) {
    @Override
    void feed(byte[] data) {
      try {
        Baseline.read(new String(data, UTF_8)).left(List.of("."), true);
      } catch (Baseline.MalformedException e) {
        check(!String.valueOf(e.getMessage()).isEmpty(), "a reason is given");
      }
    }
  },
  CONFIGURATION(110_000) {
    @Override
    void feed(byte[] data) {
      try {
        ConfigurationReader.read(new String(data, UTF_8));
      } catch (ConfigurationReader.MalformedException e) {
        check(e.line() > 0 && !String.valueOf(e.getMessage()).isEmpty(), "a reason is given");
      }
    }
  },
  /** A file with a rule of a user. */
  RULE(40_000) {
    private static final RuleYaml RULES = new RuleYaml(Parameters.load());

    @Override
    void feed(byte[] data) {
      try {
        RULES.read("site", "site-rule", new String(data, UTF_8));
      } catch (RuleException e) {
        check(!String.valueOf(e.getMessage()).isEmpty(), "a reason is given");
      }
    }
  },
  /** The list of owners and modes beside a checkout. */
  MANIFEST(110_000) {
    @Override
    void feed(byte[] data) {
      Manifest.parse(new String(data, UTF_8), Manifest.FILE_NAME, "/etc/postfix").problems();
    }
  },
  /** Its first byte chooses the form; a {@code .tgz} is packed here, so that its tar is damaged. */
  ARCHIVE(10_000) {
    @Override
    void feed(byte[] data) {
      FuzzedFiles.readArchive(data.length == 0 ? 0 : data[0], rest(data));
    }
  },
  /** The index of a working tree of git. */
  GIT_INDEX(20_000) {
    @Override
    void feed(byte[] data) {
      FuzzedFiles.askGit(data);
    }
  },
  /** A configuration file beside a setup, with its map of files and its overrides in force. */
  CONFIGURED(5_000) {
    @Override
    void feed(byte[] data) {
      FuzzedFiles.checkConfigured(data);
    }
  },
  /** The list of owners and modes beside a setup that is judged by it. */
  MODES(5_000) {
    @Override
    void feed(byte[] data) {
      FuzzedFiles.checkWithModes(data);
    }
  },
  /** A zone file, and what it answers. */
  ZONE(40_000) {
    private static final ZoneReader READER = ZoneLibrary.reader();

    @Override
    void feed(byte[] data) {
      SourceText text = SourceText.of("db.example.org", data);
      Zone zone =
          READER.read(
              text,
              "",
              name -> {
                throw new IOException("nothing is included");
              });
      Zones zones = new Zones(List.of(zone));
      for (ZoneRecord record : zone.records()) {
        zones.find(record.owner(), ZoneRecord.Certificate.class);
        if (record.data() instanceof ZoneRecord.Certificate certificate) {
          certificate.tlsa().fault();
        }
      }
      for (Gap gap : zone.gaps()) {
        check(!gap.reason().isEmpty(), "a reason is given");
      }
    }
  },
  /** main.cf, master.cf and a file of certificates, divided by form feeds, judged and reported. */
  SETUP(5_000) {
    @Override
    void feed(byte[] data) {
      FuzzedSetup.lintAndReport(data);
    }
  };

  private static final int MOST = 110_000;

  private final int runs;

  FuzzTarget(int runs) {
    this.runs = runs;
  }

  /** Takes any bytes. */
  abstract void feed(byte[] data);

  /** How many inputs the long run gives it. */
  int runs() {
    return runs;
  }

  /** The targets that judge by no rule, and so take thousands of inputs a second. */
  static List<FuzzTarget> readers() {
    return Arrays.stream(values()).filter(target -> target.runs == MOST).toList();
  }

  /** Where its first inputs lie. */
  Path seeds() {
    return Path.of("src/test/resources/fuzz", name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  private static byte[] rest(byte[] data) {
    return Arrays.copyOfRange(data, Math.min(1, data.length), data.length);
  }

  private static void readHeld(byte[] data, String password) {
    try {
      HeldFile.read(
              "file", data, (file, needed) -> password == null ? null : password.toCharArray())
          .items()
          .stream()
          .filter(item -> item.certificate() != null)
          .forEach(item -> item.certificate().publicKey().words());
    } catch (IOException | PasswordException e) {
      check(!String.valueOf(e.getMessage()).isEmpty(), "a reason is given");
    }
  }

  static void check(boolean holds, String claim) {
    if (!holds) {
      throw new AssertionError("does not hold: " + claim);
    }
  }
}
