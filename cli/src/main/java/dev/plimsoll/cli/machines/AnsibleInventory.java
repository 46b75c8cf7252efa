package dev.plimsoll.cli.machines;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// Machines as a dynamic inventory of Ansible (https://docs.ansible.com/ansible/latest/dev_guide/developing_inventory.html): groups by pool, role, region and cluster.
public final class AnsibleInventory {
    private AnsibleInventory() {}

    /// What `--list` answers; the variables of all hosts are in `_meta`, so that Ansible does not ask for each.
    public static Map<String, Object> all(List<KnownMachine> machines) {
        var groups = new TreeMap<String, TreeSet<String>>();
        var variables = new TreeMap<String, Object>();
        for (var machine : machines) {
            variables.put(machine.name(), variables(machine));
            group(groups, "pool", machine.place().pool(), machine);
            group(groups, "role", machine.place().role(), machine);
            group(groups, "region", machine.place().region(), machine);
            group(groups, "cluster", machine.place().cluster(), machine);
        }
        var document = new LinkedHashMap<String, Object>();
        document.put("_meta", Map.of("hostvars", variables));
        var everybody = new TreeMap<String, Object>();
        everybody.put("children", groups.keySet().stream().toList());
        everybody.put("hosts", variables.keySet().stream().toList());
        document.put("all", everybody);
        groups.forEach((name, hosts) -> document.put(name, Map.of("hosts", hosts.stream().toList())));
        return document;
    }

    /// What `--host` answers.
    public static Map<String, Object> variables(KnownMachine machine) {
        var variables = new TreeMap<String, Object>();
        if (!machine.address().isEmpty()) {
            variables.put("ansible_host", machine.address());
        }
        variables.put("ansible_port", machine.port());
        machine.user().ifPresent(user -> variables.put("ansible_user", user));
        machine.hostKey().ifPresent(key -> variables.put("plimsoll_host_key", key));
        variables.put("plimsoll_role", machine.place().role());
        variables.put("plimsoll_region", machine.place().region());
        variables.put("plimsoll_cloud", machine.place().cloud());
        variables.put("plimsoll_zone", machine.place().zone());
        variables.put("plimsoll_pool", machine.place().pool());
        variables.put("plimsoll_cluster", machine.place().cluster());
        variables.put("plimsoll_phase", machine.standing().phase());
        variables.put("plimsoll_level", machine.standing().level());
        variables.put("plimsoll_addresses", machine.addresses());
        variables.put("plimsoll_public_addresses", machine.publicAddresses());
        variables.put("plimsoll_labels", new TreeMap<>(machine.labels()));
        return variables;
    }

    /// Ansible wants letters, digits and `_` in names of groups.
    private static void group(Map<String, TreeSet<String>> groups, String sort, String name, KnownMachine machine) {
        if (!name.isEmpty()) {
            groups.computeIfAbsent(sort + "_" + name.replaceAll("[^A-Za-z0-9]", "_"), _ -> new TreeSet<>()).add(machine.name());
        }
    }
}
