package io.github.posttlslint.model;

/** What the TLS policy tables of a client ask for besides its own level. */
public interface PolicyLevels {

  /** Where nobody looks into tables. */
  PolicyLevels UNREAD =
      (client, mandatory, attributes) ->
          Truth.unknown(new Doubt("a policy table tells the level", client.name("policy_maps")));

  /**
   * Whether one of them asks for mandatory, or for optional, TLS and leaves something to the
   * client's parameters.
   *
   * @param client a side that has policy tables
   * @param attributes the policy attributes whose parameters are meant; none of them is set there
   */
  Truth ask(Side client, boolean mandatory, String... attributes);
}
