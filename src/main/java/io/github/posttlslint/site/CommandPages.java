package io.github.posttlslint.site;

import io.github.posttlslint.cli.CommandTable;
import io.github.posttlslint.cli.OptionTable;
import io.github.posttlslint.report.Markup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A page for each command. */
final class CommandPages {

  private final Guide guide;

  CommandPages(Guide guide) {
    this.guide = guide;
  }

  List<Page> make() throws IOException {
    List<Page> pages = new ArrayList<>();
    StringBuilder out = new StringBuilder();
    Markup index = new Markup(out);
    index.open("p").element("code", "posttls-lint [COMMAND] [OPTION]... [PATH]...");
    index.text(" Without a command, check is meant.").close().newline().open("dl").newline();
    for (CommandTable.Command command : CommandTable.COMMANDS) {
      pages.add(page(command));
      index.open("dt").element("a", command.name(), "href", command.name() + ".html").close();
      index.element("dd", command.help()).newline();
    }
    index.close().newline();
    pages.add(
        new Page("commands/index.html", "Commands", "all commands", out.toString(), List.of()));
    return pages;
  }

  private Page page(CommandTable.Command command) throws IOException {
    StringBuilder out = new StringBuilder();
    Markup html = new Markup(out);
    html.element("p", sentence(command.help()), "class", "lead").newline();
    String usage = "posttls-lint " + command.name() + " [OPTION]... " + command.operands();
    html.open("pre").element("code", usage.strip()).close().newline();
    html.constant(guide.about(command.name()));
    html.open("p").text("More: ").element("a", "Commands", "href", "../guide/commands.html");
    html.text(", ").element("a", "which files are looked at", "href", "../guide/files.html");
    html.close().newline();
    html.element("h2", "Options", "id", "options").newline();
    html.open("table").open("thead").open("tr").element("th", "option", "scope", "col");
    html.element("th", "meaning", "scope", "col").close().close().newline();
    html.open("tbody").newline();
    StringBuilder words = new StringBuilder();
    for (OptionTable.Entry entry : OptionTable.ENTRIES) {
      if (OptionTable.takes(entry, command.name())) {
        String letter = entry.letter() == null ? "" : "-" + entry.letter() + ", ";
        String argument = entry.argument() == null ? "" : " " + entry.argument();
        html.open("tr", "id", "option-" + entry.name()).open("td");
        html.element("code", letter + "--" + entry.name() + argument).close();
        html.element("td", entry.help() + (entry.repeatable() ? "; repeatable" : ""));
        html.close().newline();
        words.append("--").append(entry.name()).append(' ');
      }
    }
    html.close().close().newline();
    String path = "commands/" + command.name() + ".html";
    Page.Entry entry =
        new Page.Entry("command", "", command.name(), command.help(), words.toString().strip());
    String title = "posttls-lint " + command.name();
    return new Page(path, title, command.help(), out.toString(), List.of(entry));
  }

  private static String sentence(String help) {
    return Character.toUpperCase(help.charAt(0)) + help.substring(1) + ".";
  }
}
