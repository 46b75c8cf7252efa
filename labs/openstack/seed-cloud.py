# What a cloud has before anybody asks: sizes, an image (1.4 kB of text), a network that leads outside; and for the project demo a network with a router.
import os
import openstack
def cloud(user, pw, proj):
    return openstack.connect(auth_url='http://127.0.0.1:5000/v3', username=user, password=pw, project_name=proj,
                             user_domain_name='Default', project_domain_name='Default', region_name='RegionOne')
a, d = cloud('admin', os.environ['ADMIN_PW'], 'admin'), cloud('demo', os.environ['DEMO_PW'], 'demo')
for name, cpu, ram, disk in (('m1.tiny', 1, 512, 1), ('m1.small', 1, 2048, 20), ('m1.medium', 2, 4096, 40), ('m1.large', 4, 8192, 80),
                             ('x.never-fits', 1, 512, 9000000)):   # more disk than the host has: the scheduler refuses
    a.compute.find_flavor(name) or a.compute.create_flavor(name=name, vcpus=cpu, ram=ram, disk=disk)
if not a.image.find_image('debian-12'):
    a.image.create_image('debian-12', data=b'not a real disk image\n' * 64, disk_format='raw', container_format='bare',
                         visibility='public', min_disk=1, os_distro='debian', os_version='12')
n = a.network
pub = n.find_network('public') or n.create_network(name='public', is_router_external=True, provider_network_type='flat',
                                                   provider_physical_network='public')
n.find_subnet('public-v4') or n.create_subnet(name='public-v4', network_id=pub.id, ip_version=4, cidr='203.0.113.0/24',
                                              gateway_ip='203.0.113.1', is_dhcp_enabled=False)
n = d.network
net = n.find_network('private') or n.create_network(name='private')
sub = n.find_subnet('private-v4') or n.create_subnet(name='private-v4', network_id=net.id, ip_version=4, cidr='10.77.0.0/24')
r = n.find_router('router')
if not r:
    r = n.create_router(name='router', external_gateway_info={'network_id': pub.id})
    n.add_interface_to_router(r, subnet_id=sub.id)
