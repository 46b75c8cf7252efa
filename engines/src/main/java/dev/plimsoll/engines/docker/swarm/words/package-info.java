/// The Swarm's words as data: a service part becomes the JSON of a request ([ServiceDocument]), a listed task becomes a seen instance ([SeenTasks]), nodes
/// and a task's demands become the reasons why it has no place ([PlacementReasons]). Pure functions of values.
package dev.plimsoll.engines.docker.swarm.words;
