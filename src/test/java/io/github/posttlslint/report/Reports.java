package io.github.posttlslint.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.posttlslint.run.Report;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Reports as text, and read back. */
final class Reports {

  /** No colours, no width, nothing more than usual. */
  static final ReportOptions PLAIN =
      new ReportOptions(false, false, 0, ReportOptions.Verbosity.NORMAL, false, false);

  private Reports() {}

  static String write(ReportFormat format, Report report) throws IOException {
    StringBuilder out = new StringBuilder();
    format.writer(PLAIN).write(report, new Sink(out, Sink.Reader.PROGRAM));
    return out.toString();
  }

  static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }

  static Document xml(String text) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(text)));
  }

  static List<Element> elements(Document document, String name) {
    NodeList nodes = document.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }
}
