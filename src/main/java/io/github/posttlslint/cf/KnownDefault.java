package io.github.posttlslint.cf;

/**
 * What a name of a template has where nobody gives it another value.
 *
 * @param name the name; empty where the template itself writes the value
 * @param value its value; empty where the template itself writes it
 * @param file where that is written, as reports name it
 * @param line from 1
 */
public record KnownDefault(String name, String value, String file, int line) {}
