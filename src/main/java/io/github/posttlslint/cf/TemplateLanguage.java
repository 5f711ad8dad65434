package io.github.posttlslint.cf;

/** The languages in which templates of main.cf and master.cf are written. */
public enum TemplateLanguage {
  /** No template: Postfix can read the file as it is. */
  NONE,
  /** <code>{{ x }}</code>, <code>{% if x %}</code>, <code>{# x #}</code>. */
  JINJA,
  /** <code>{{ .X }}</code>, <code>{{ if .X }}</code>, <code>{{ end }}</code>. */
  GO,
  /** {@code <%= x %>}, {@code <% if x %>}: ERB, EPP and their like. */
  ERB,
  /** Names between marks for sed, envsubst or a program of its own, such as {@code @NAME@}. */
  PLACEHOLDERS
}
