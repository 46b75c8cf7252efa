# Writes the services' configuration. To be sourced by up.sh.
# shellcheck shell=bash
db() { echo "mysql+pymysql://root@localhost/$1?unix_socket=$SQL&charset=utf8mb4"; }
# Lines of [DEFAULT] that all services share.
common() {
  cat <<EOF
transport_url = rabbit://guest:guest@127.0.0.1:5672/
use_stderr = true
default_log_levels = amqp=WARN,oslo.messaging=INFO,sqlalchemy=WARN,iso8601=WARN,requests=WARN,urllib3=WARN,stevedore=WARN,keystonemiddleware=WARN,oslo_messaging=INFO
EOF
}
# NAME of the database: sections that all services but Keystone share.
tail_common() {
  cat <<EOF
[database]
connection = $(db "$1")
max_pool_size = 5
[oslo_concurrency]
lock_path = $VAR/lock
[oslo_messaging_notifications]
driver = noop
[oslo_messaging_rabbit]
heartbeat_in_pthread = false
[oslo_middleware]
enable_proxy_headers_parsing = true
$(auth_section keystone_authtoken)
www_authenticate_uri = http://127.0.0.1:5000/v3
service_token_roles_required = true
service_token_roles = service
EOF
}
# SECTION: how the services log in to each other.
auth_section() {
  cat <<EOF
[$1]
auth_type = password
auth_url = http://127.0.0.1:5000/v3
username = svc
password = $SVC_PW
project_name = service
user_domain_name = Default
project_domain_name = Default
region_name = RegionOne
EOF
}
install -d $ETC/{keystone,placement,nova,glance,neutron,designate}

cat >$ETC/keystone/keystone.conf <<EOF
[DEFAULT]
$(common)
[database]
connection = $(db keystone)
max_pool_size = 5
[token]
provider = fernet
[fernet_tokens]
key_repository = $VAR/fernet
[fernet_receipts]
key_repository = $VAR/fernet-receipts
[credential]
key_repository = $VAR/credential
[cache]
enabled = true
backend = dogpile.cache.memory
[oslo_messaging_notifications]
driver = noop
EOF

cat >$ETC/placement/placement.conf <<EOF
[DEFAULT]
use_stderr = true
[api]
auth_strategy = keystone
[placement_database]
connection = $(db placement)
max_pool_size = 5
$(auth_section keystone_authtoken)
EOF

cp /usr/share/nova-common/api-paste.ini $ETC/nova/api-paste.ini
cat >$ETC/nova/nova.conf <<EOF
[DEFAULT]
$(common)
host = oslab
my_ip = 127.0.0.1
state_path = $VAR/nova
instances_path = $VAR/instances
compute_driver = fake.FakeDriver
vif_plugging_is_fatal = false
vif_plugging_timeout = 0
osapi_compute_workers = 1
service_down_time = 180
ram_allocation_ratio = 1.0
reclaim_instance_interval = 0
sync_power_state_interval = -1
heal_instance_info_cache_interval = 60
[api]
auth_strategy = keystone
max_limit = 1000
[api_database]
connection = $(db nova_api)
max_pool_size = 5
[conductor]
workers = 1
[scheduler]
workers = 1
[upgrade_levels]
compute = auto
$(auth_section placement)
$(auth_section neutron)
$(auth_section glance)
$(auth_section service_user)
send_service_user_token = true
$(tail_common nova)
EOF

cp /usr/share/glance-common/glance-api-paste.ini $ETC/glance/glance-api-paste.ini
cat >$ETC/glance/glance-api.conf <<EOF
[DEFAULT]
$(common)
bind_host = 127.0.0.1
bind_port = 9292
workers = 0
enabled_backends = disk:file
node_staging_uri = file://$VAR/glance/staging
worker_self_reference_url = http://127.0.0.1:9292
[glance_store]
default_backend = disk
[disk]
filesystem_store_datadir = $VAR/images
[os_glance_staging_store]
filesystem_store_datadir = $VAR/glance/staging
[os_glance_tasks_store]
filesystem_store_datadir = $VAR/glance/tasks
[paste_deploy]
flavor = keystone
config_file = $ETC/glance/glance-api-paste.ini
$(tail_common glance)
EOF

cp /usr/share/neutron-common/api-paste.ini $ETC/neutron/api-paste.ini
cat >$ETC/neutron/neutron.conf <<EOF
[DEFAULT]
$(common)
host = oslab
bind_host = 127.0.0.1
bind_port = 9696
api_paste_config = $ETC/neutron/api-paste.ini
state_path = $VAR/neutron
api_workers = 0
rpc_workers = 0
rpc_state_report_workers = 0
core_plugin = ml2
service_plugins = router,port_forwarding,tag,timestamp,revisions,segments,trunk,qos
auth_strategy = keystone
dhcp_agent_notification = false
notify_nova_on_port_status_changes = true
notify_nova_on_port_data_changes = true
allow_automatic_l3agent_failover = false
dns_domain = oslab.test.
[quotas]
quota_security_group = 200
quota_security_group_rule = 2000
quota_port = 1000
[ml2]
type_drivers = local,flat,vlan,vxlan
tenant_network_types = vxlan
mechanism_drivers = openvswitch
extension_drivers = port_security,dns,qos
[ml2_type_vxlan]
vni_ranges = 1:1000
[ml2_type_flat]
flat_networks = public
[securitygroup]
enable_security_group = true
$(auth_section nova)
$(tail_common neutron)
EOF

if [ "$DESIGNATE" = 1 ]; then
  cp /usr/share/designate-common/api-paste.ini $ETC/designate/
  cat >$ETC/designate/designate.conf <<EOF
[DEFAULT]
$(common)
host = oslab
state_path = $VAR/designate
[service:api]
listen = 127.0.0.1:9001
auth_strategy = keystone
api_base_uri = http://127.0.0.1:9001/
api_paste_config = $ETC/designate/api-paste.ini
enable_api_v2 = true
enabled_extensions_v2 = quotas,reports
workers = 1
[service:central]
workers = 1
[service:mdns]
listen = 127.0.0.1:5354
workers = 1
[service:worker]
workers = 1
poll_delay = 1
poll_retry_interval = 2
poll_max_retries = 5
[storage:sqlalchemy]
connection = $(db designate)
max_pool_size = 5
$(tail_common designate)
EOF
fi
if [ "$DESIGNATE" = 1 ]; then
  cat >$ETC/designate/pools.yaml <<EOF
- name: default
  description: the records are served by designate-mdns itself, on 127.0.0.1:5354
  attributes: {}
  ns_records:
    - hostname: ns1.oslab.test.
      priority: 1
  nameservers:
    - host: 127.0.0.1
      port: 5354
  targets:
    - type: fake
      description: accepts everything
      masters:
        - host: 127.0.0.1
          port: 5354
      options:
        host: 127.0.0.1
        port: 5354
EOF
fi
chown -R root:oslab $ETC; chmod -R u=rwX,g=rX,o= $ETC
