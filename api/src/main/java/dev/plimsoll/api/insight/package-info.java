/// Answers to "how does it stand" and "why not level": the status tree ([Trees]), the chain of reasons ([Reasons]), the runs of controllers and the
/// stream of everything that happens ([EventFeed]).
///
/// Computed from statuses and run records alone, each time anew; nothing is stored here and no engine is asked. Start at [InsightRoutes].
package dev.plimsoll.api.insight;
