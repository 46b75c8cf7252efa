/// Pairs of files as Rancher 1.6 had them (`docker-compose.yml` and `rancher-compose.yml`, or `app.yml` and `app-rancher.yml`) as one tree in the shape of
/// the Compose specification: templates, questions, variables, merging, and what Rancher's own keys and labels mean in the specification's words.
///
/// Start at [PairLoader], then [Stack]. What comes out has, besides the specification's keys: `load_balancers` and `external_services` at the top (each with
/// the keys of a service; balancers always with `lb_config.port_rules`), and in services `sidekicks`, `health_check`, `lb_config` (how balancers elsewhere reach it),
/// `secret_environment` and `drain_timeout_ms`. Source: the code and documentation of Rancher 1.6 and its compose executor.
package dev.plimsoll.compose.rancher;
