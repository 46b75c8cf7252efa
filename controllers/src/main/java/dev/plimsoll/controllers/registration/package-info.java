/// Registers of external APIs: [RegistrationController] keeps one level with the instances of a component, and [Deregistrations] has instances taken out before they are stopped. Start at the
/// planner, `planning.registration`: it says whose an entry is. What is ours is written down in the registration's status before it is added, and until it was seen to be gone.
package dev.plimsoll.controllers.registration;
