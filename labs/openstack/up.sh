#!/bin/bash
# Brings up a small real OpenStack on the loopback interface, from Debian 12's own packages (release Zed): Keystone, Glance, Placement, Nova with its fake hypervisor, Neutron without
# agents, on MariaDB and RabbitMQ. What is up already stays as it is. Talks on stderr; prints `export OS_*` lines for the command-line client:   source <(labs/openstack/up.sh)
# OSLAB_DESIGNATE=1 adds Designate (DNS), with a backend that accepts everything.
set -euo pipefail
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=settings.sh
. "$HERE/settings.sh"
DESIGNATE=${OSLAB_DESIGNATE:-0}
export ADMIN_PW SVC_PW DEMO_PW DESIGNATE
[ "$(id -u)" = 0 ] || die "run as root"
exec 9>"$LOCK"; flock 9

# ---------------------------------------------------------------- packages
PKGS="mariadb-server-core mariadb-client-core rabbitmq-server uwsgi-plugin-python3
 python3-keystone python3-placement nova-common glance-common neutron-common
 python3-openstackclient curl procps"
[ "$DESIGNATE" = 1 ] && PKGS="$PKGS designate-common python3-designateclient"
missing=""
for p in $PKGS; do
  [ "$(dpkg-query -W -f='${db:Status-Status}' "$p" 2>/dev/null)" = installed ] || missing="$missing $p"
done
if [ -n "$missing" ]; then
  say "installing:$missing"
  # Packages must not start daemons of their own, which would listen everywhere.
  if [ ! -e /usr/sbin/policy-rc.d ]; then
    trap 'rm -f /usr/sbin/policy-rc.d' EXIT
    printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d; chmod 755 /usr/sbin/policy-rc.d
  fi
  apt-get update -qq >&2
  # shellcheck disable=SC2086
  apt-get install -y -q -o DPkg::Lock::Timeout=600 --no-install-recommends $missing >/var/log/openstack-lab-apt.log 2>&1 9>&- ||
    die "apt-get install, see /var/log/openstack-lab-apt.log"
  [ -z "$(trap -p EXIT)" ] || { rm -f /usr/sbin/policy-rc.d; trap - EXIT; }
  say "packages installed"
fi

getent passwd oslab >/dev/null || useradd --system --home-dir "$VAR" --no-create-home --shell /usr/sbin/nologin oslab
install -d -o oslab -g oslab -m 750 $VAR $LOG $RUN
install -d -o root -g oslab -m 750 $ETC
install -d -o oslab -g oslab $VAR/{lock,images,instances,nova,neutron,glance,designate,rabbit}

# ---------------------------------------------------------------- configuration
# shellcheck source=configuration.sh
. "$HERE/configuration.sh"

# ---------------------------------------------------------------- MariaDB (unix socket only)
if [ ! -d $VAR/mariadb/mysql ]; then
  say "create database files"
  as mariadb-install-db --no-defaults --datadir=$VAR/mariadb --auth-root-authentication-method=normal \
    --skip-test-db >>$LOG/setup.log 2>&1 || die "mariadb-install-db, see $LOG/setup.log"
fi
start mariadb mariadbd --no-defaults --datadir=$VAR/mariadb --socket=$SQL --pid-file=$RUN/mariadbd.pid --skip-networking \
  --innodb-buffer-pool-size=96M --innodb-log-file-size=24M --innodb-flush-log-at-trx-commit=0 --innodb-doublewrite=0 \
  --skip-log-bin --performance-schema=off --max-connections=300 --character-set-server=utf8mb3

# ---------------------------------------------------------------- RabbitMQ (loopback only)
start epmd epmd -address 127.0.0.1 -port 14369
until_ok 10 epmd epmd -port 14369 -names
cat >$ETC/rabbitmq.conf <<EOF
listeners.tcp.1 = 127.0.0.1:5672
log.console = true
log.console.level = warning
log.file = false
disk_free_limit.absolute = 50MB
vm_memory_high_watermark.absolute = 1GB
EOF
: >$ETC/rabbitmq-env.conf; : >$ETC/rabbitmq-plugins
chown root:oslab $ETC/rabbitmq*; chmod 640 $ETC/rabbitmq*
RABBIT_ENV=(HOME=$VAR/rabbit ERL_EPMD_PORT=14369 ERL_EPMD_ADDRESS=127.0.0.1 RABBITMQ_NODENAME=oslab@localhost
  RABBITMQ_CONF_ENV_FILE=$ETC/rabbitmq-env.conf RABBITMQ_CONFIG_FILE=$ETC/rabbitmq RABBITMQ_ENABLED_PLUGINS_FILE=$ETC/rabbitmq-plugins
  RABBITMQ_MNESIA_BASE=$VAR/rabbit RABBITMQ_LOG_BASE=$LOG RABBITMQ_PID_FILE=$RUN/rabbit-beam.pid
  RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS="-kernel inet_dist_use_interface {127,0,0,1} inet_dist_listen_min 25672 inet_dist_listen_max 25672 +S 1:1 +sbwt none")
start rabbitmq "${RABBIT_ENV[@]}" /usr/lib/rabbitmq/bin/rabbitmq-server

until_ok 60 mariadb sql -e 'select 1'
for d in keystone placement nova_api nova nova_cell0 glance neutron designate; do
  sql -e "create database if not exists $d character set utf8mb3"
done

# NAME QUEUE: waits until the daemon reads its queue.
consumed() {
  /usr/bin/python3 "$HERE/wait-queue.py" "$2" 90 && alive "$1" && return 0
  tail -n 25 "$LOG/$1.log" >&2; die "$1 does not read its queue, see $LOG/$1.log"
}

# ---------------------------------------------------------------- Keystone
# MODULE FUNCTION ARGS...: a program whose start script is in a package that is not installed; leaves the command in ENTRY.
PY() {
  local m=$1 f=$2; shift 2
  ENTRY=(/usr/bin/python3 -c "import sys; sys.argv[0]='${m##*.}'; from $m import $f; sys.exit($f())" "$@")
}
# NAME PORT SCRIPT PROCESSES ENV...
# uWSGI closes connections without a word; the header makes it say so, else clients lose a request now and then.
wsgi() {
  local name=$1 port=$2 script=$3 n=$4; shift 4
  start "$name" "$@" uwsgi --plugin python3 --http-socket 127.0.0.1:"$port" --wsgi-file "$script" --master --processes "$n" \
    --lazy-apps --need-app --die-on-term --skip-atexit-teardown --enable-threads --buffer-size 65535 --disable-logging --add-header "Connection: close" --procname-prefix "oslab-$name "
}
once keystone-db as keystone-manage --config-file $ETC/keystone/keystone.conf db_sync
once keystone-fernet as keystone-manage --config-file $ETC/keystone/keystone.conf fernet_setup --keystone-user oslab --keystone-group oslab
once keystone-cred as keystone-manage --config-file $ETC/keystone/keystone.conf credential_setup --keystone-user oslab --keystone-group oslab
once keystone-boot as keystone-manage --config-file $ETC/keystone/keystone.conf bootstrap --bootstrap-password $ADMIN_PW \
  --bootstrap-region-id RegionOne --bootstrap-admin-url http://127.0.0.1:5000/v3 \
  --bootstrap-internal-url http://127.0.0.1:5000/v3 --bootstrap-public-url http://127.0.0.1:5000/v3
wsgi keystone 5000 /usr/bin/keystone-wsgi-public 2 OS_KEYSTONE_CONFIG_DIR=$ETC/keystone

# ---------------------------------------------------------------- schemas of the rest (first time only)
NOVA=(as nova-manage --config-file $ETC/nova/nova.conf)
once placement-db as env OS_PLACEMENT_CONFIG_DIR=$ETC/placement placement-manage --config-dir $ETC/placement db sync
once nova-api-db "${NOVA[@]}" api_db sync
once nova-cell0 "${NOVA[@]}" cell_v2 map_cell0 --database_connection "$(db nova_cell0)"
once nova-db "${NOVA[@]}" db sync
once nova-cell1 "${NOVA[@]}" cell_v2 create_cell --name cell1
once glance-db as glance-manage --config-file $ETC/glance/glance-api.conf db_sync
once neutron-db as neutron-db-manage --config-file $ETC/neutron/neutron.conf upgrade head
# Nobody runs Neutron's agents. One that was last heard of in 2099 makes Neutron bind ports to this host, and triggers in its database report what the agents would:
# that a port is plugged in, and that a floating IP leads somewhere.
once neutron-agent sql neutron -e "
insert into agents (id,agent_type,\`binary\`,topic,host,admin_state_up,created_at,started_at,heartbeat_timestamp,configurations,\`load\`)
 values (uuid(),'Open vSwitch agent','neutron-openvswitch-agent','N/A','oslab',1,now(),now(),'2099-01-01 00:00:00',
 '{\"bridge_mappings\":{\"public\":\"br-ex\"},\"tunnel_types\":[\"vxlan\"],\"tunneling_ip\":\"127.0.0.1\",\"datapath_type\":\"system\",\"vhostuser_socket_dir\":\"/var/run\"}',0);"
once neutron-active sql neutron -e "
create trigger oslab_port after update on ml2_port_bindings for each row
 update ports set status=if(new.vif_type='ovs','ACTIVE','DOWN') where id=new.port_id and device_owner like 'compute:%';
create trigger oslab_fip before update on floatingips for each row
 set new.status=if(new.fixed_port_id is null,'DOWN','ACTIVE');
create trigger oslab_fip_new before insert on floatingips for each row
 set new.status=if(new.fixed_port_id is null,'DOWN','ACTIVE');"
if [ "$DESIGNATE" = 1 ]; then
  once designate-db as designate-manage --config-file $ETC/designate/designate.conf database sync
fi

# ---------------------------------------------------------------- start
wsgi placement 8778 /usr/bin/placement-api 1 OS_PLACEMENT_CONFIG_DIR=$ETC/placement
PY glance.cmd.api main --config-file $ETC/glance/glance-api.conf; start glance-api "${ENTRY[@]}"
until_ok 90 rabbitmq bash -c 'exec 3<>/dev/tcp/127.0.0.1/5672'
start neutron-server neutron-server --config-file $ETC/neutron/neutron.conf
wsgi nova-api 8774 /usr/bin/nova-api-wsgi 2 OS_NOVA_CONFIG_DIR=$ETC/nova
until_ok 60 keystone http_ok http://127.0.0.1:5000/v3

# ---------------------------------------------------------------- catalogue, users
once identity-d$DESIGNATE /usr/bin/python3 "$HERE/seed-identity.py"

# The order matters: each of these looks for Placement in the catalogue, and compute calls the conductor.
until_ok 60 placement http_ok http://127.0.0.1:8778/
PY nova.cmd.conductor main --config-file $ETC/nova/nova.conf; start nova-conductor "${ENTRY[@]}"
PY nova.cmd.scheduler main --config-file $ETC/nova/nova.conf; start nova-scheduler "${ENTRY[@]}"
consumed nova-conductor conductor
PY nova.cmd.compute main --config-file $ETC/nova/nova.conf; start nova-compute "${ENTRY[@]}"
if [ "$DESIGNATE" = 1 ]; then
  for s in central worker producer mdns api; do
    PY designate.cmd.$s main --config-file $ETC/designate/designate.conf; start designate-$s "${ENTRY[@]}"
  done
fi
until_ok 90 nova-api http_ok http://127.0.0.1:8774/
until_ok 90 glance-api http_ok http://127.0.0.1:9292/
until_ok 90 neutron-server http_ok http://127.0.0.1:9696/
consumed nova-scheduler scheduler
consumed nova-compute compute.oslab
once nova-discover "${NOVA[@]}" cell_v2 discover_hosts
if [ "$DESIGNATE" = 1 ]; then
  until_ok 90 designate-api http_ok http://127.0.0.1:9001/
  for s in central worker producer; do consumed designate-$s $s; done
  once designate-pool as designate-manage --config-file $ETC/designate/designate.conf pool update --file $ETC/designate/pools.yaml
fi

# ---------------------------------------------------------------- flavors, image, networks
once cloud /usr/bin/python3 "$HERE/seed-cloud.py"

say "ready"
cat <<EOF
export OS_IDENTITY_API_VERSION=3 OS_AUTH_URL=http://127.0.0.1:5000/v3 OS_REGION_NAME=RegionOne OS_INTERFACE=public
export OS_USERNAME=demo OS_PASSWORD=$DEMO_PW OS_PROJECT_NAME=demo OS_USER_DOMAIN_NAME=Default OS_PROJECT_DOMAIN_NAME=Default
# for the cloud administrator: OS_USERNAME=admin OS_PASSWORD=$ADMIN_PW OS_PROJECT_NAME=admin
EOF

