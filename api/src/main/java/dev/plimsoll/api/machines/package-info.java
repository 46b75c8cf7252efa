/// What machines call, by the script they boot with: enrolling, renewing, reporting. Authorised by credentials of their own, never by the API's
/// token, and served over TLS on an address machines reach as well as with the rest of the API. Start at [MachineRoutes].
package dev.plimsoll.api.machines;
