/// What controllers of machines and of what machines need have in common: accounts with their budgets ([CloudAccounts], [ObservedCloud]), one listing per region and sort for
/// everybody, and how one object is made, found again and taken away ([CloudObjects], [CloudRemoval]). Networks, firewalls, keys and floating IPs need no more than that and share
/// [CloudObjectController].
///
/// Invariant: an intent is committed before a cloud is asked to make anything; nothing waits, who must come later says when.
package dev.plimsoll.controllers.cloud;
