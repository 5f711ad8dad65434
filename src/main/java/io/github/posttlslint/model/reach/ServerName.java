package io.github.posttlslint.model.reach;

/**
 * A server name that clients ask for, or a pattern of such (tls_server_sni_maps).
 *
 * @param key as the table has it
 * @param shown as it may be shown
 */
public record ServerName(String key, String shown) {}
