package io.github.posttlslint.kinds;

import io.github.posttlslint.language.Fact;
import io.github.posttlslint.language.FactType;
import io.github.posttlslint.language.Kind;
import io.github.posttlslint.model.JailedSocket;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.ListedRestriction;
import io.github.posttlslint.model.Restriction;
import io.github.posttlslint.model.RestrictionList;

/** One restriction in its place in an access restriction list of an smtpd(8) service. */
final class RestrictionKind {

  private RestrictionKind() {}

  static final Kind<ListedRestriction> KIND =
      new Kind<ListedRestriction>(
              "restriction",
              "a restriction of an access restriction list that is set for an smtpd(8) service;"
                  + " classes are put in place")
          .known("restriction", "its name", one -> one.restriction().map(Restriction::name))
          .choice(
              "parameter",
              RestrictionList.PARAMETERS,
              "the parameter that has the list",
              ListedRestriction::parameter)
          .truth("own", "the list is an option of the service", ListedRestriction::isOwn)
          .textIfSet(
              "argument", "the word that belongs to it, such as a table", one -> one.argument())
          .textIfSet(
              "argument.inside",
              "a path in it from the queue directory on; absent where it is not below",
              one -> one.argument().then(text -> JailedSocket.inside(one.service(), text)))
          .told(
              "takes-argument",
              "a word must follow it",
              one -> one.restriction().is(Restriction::takesArgument))
          .known(
              "policy-jail",
              ServiceKind.JAILED,
              "where the socket of a policy server is meant to be, which is not found in the chroot"
                  + " of the service; absent for others",
              one ->
                  one.restriction()
                      .then(
                          it ->
                              it.is("check_policy_service")
                                  ? one.argument()
                                  : Known.<String>unset())
                      .then(server -> JailedSocket.aimOfServer(one.service(), server)))
          .told(
              "argument-is-table",
              "its argument has a colon, or braces",
              one -> one.isArgumentTable())
          .told(
              "built-in", "this release has it", one -> one.restriction().is(Restriction::builtIn))
          .text("meant", "the one restriction with nearly that name", ListedRestriction::nearest)
          .told(
              "stray",
              "no name, but a word behind one that this release does not have either",
              one -> one.isStray())
          .textIfSet("next", "the name of the one that follows", one -> one.next())
          .told("permits-before", "something before it may permit", one -> one.isBehindPermission())
          .textIfSet(
              "after", "the one before it after which nothing is looked at", one -> one.after())
          .textIfSet(
              "after-relay-check",
              "the one before it that turns foreign mail away; absent where 'after' is not",
              one -> one.afterRelayCheck())
          .choices(
              "barred-by",
              FactType.TEXT,
              RestrictionList.PARAMETERS,
              "another list that refuses every client that only has a certificate",
              one -> Fact.orAbsent(one.barredBy(), Fact::of))
          .including(ServiceKind.KIND, ListedRestriction::service)
          .renamed("list", "parameter")
          .anchor("restriction", "where it is written", ListedRestriction::span)
          .anchor(
              "list",
              "the value of the parameter that has the list",
              one -> one.service().value(one.parameter()).valueSpan());
}
