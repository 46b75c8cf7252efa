/// Clusters: [ClusterController] forms each one's swarm and keeps it as its pools say; [Clusters] leads to swarms and knows which machines are whose; [ClusterView] is
/// the status. Machines that go are taken out by the package `drain`. Whoever changes something among managers has a turn alone, so that two changes are never measured by one quorum;
/// those who change one worker each go beside each other.
package dev.plimsoll.controllers.cluster;
