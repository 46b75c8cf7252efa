version: '2'
services:
    master:
        labels:
            io.rancher.scheduler.affinity:container_label_soft_ne: io.rancher.stack_service.name=$${stack_name}/$${service_name}
            io.rancher.container.hostname_override: container_name
            io.rancher.sidekicks: master-storage{{- if eq .Values.UPDATE_SYSCTL "true" -}},master-sysctl{{- end}}
        image: acme/search:6.2
        environment:
            - "cluster.name=${cluster_name}"
            - "node.name=$${HOSTNAME}"
            - "ES_JAVA_OPTS=-Xms${heap} -Xmx${heap}"
        {{- if ne .Values.PORT ""}}
        ports:
            - ${PORT}:9200/tcp
        {{- end}}
        ulimits:
            memlock:
                soft: -1
                hard: -1
        mem_limit: ${mem_limit}
        mem_swappiness: 0
        cap_add:
            - IPC_LOCK
        volumes_from:
            - master-storage
    master-storage:
        labels:
            io.rancher.container.start_once: true
        network_mode: none
        image: acme/volume:1
        environment:
            - SERVICE_UID=1000
            - SERVICE_VOLUME=/usr/share/search/data
        volumes:
            - master-volume:/usr/share/search/data
    {{- if eq .Values.UPDATE_SYSCTL "true" }}
    master-sysctl:
        labels:
            io.rancher.container.start_once: true
        network_mode: none
        image: acme/sysctl:1
        privileged: true
        environment:
            - "SYSCTL_KEY=vm.max_map_count"
            - "SYSCTL_VALUE=262144"
    {{- end}}
volumes:
  master-volume:
    driver: ${VOLUME_DRIVER}
    per_container: true
